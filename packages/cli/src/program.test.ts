import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildProgram, type Request } from './program.ts';
import { referencePage } from './reference.ts';

async function parse(...argv: readonly string[]): Promise<Request | undefined> {
  let asked: Request | undefined;
  const program = buildProgram('1.2.3', (request) => {
    asked = request;
    return Promise.resolve();
  });
  await program.parseAsync(argv, { from: 'user' });
  return asked;
}

describe('the program', () => {
  it('is a run unless a command is named', async () => {
    expect(await parse()).toMatchObject({ command: 'migrate', paths: [] });
    expect(await parse('src', 'b.ts', '--write')).toMatchObject({ paths: ['src', 'b.ts'], flags: { write: true } });
    expect(await parse('./list')).toMatchObject({ command: 'migrate', paths: ['./list'] });
    expect(await parse('list')).toMatchObject({ command: 'list' });
    expect(await parse('explain', 'a.ts:3')).toMatchObject({ command: 'explain', place: 'a.ts:3' });
    expect(await parse('undo')).toMatchObject({ command: 'undo', run: undefined });
    expect(await parse('undo', 'r1')).toMatchObject({ command: 'undo', run: 'r1' });
  });

  it('takes a path that begins with a dash behind --', async () => {
    expect(await parse('--write', '--', '-odd.ts')).toMatchObject({ paths: ['-odd.ts'], flags: { write: true } });
  });

  it('gathers repeated flags', async () => {
    expect(await parse('--ignore', 'a', '--ignore', 'b', '--only', 'x,y')).toMatchObject({
      flags: { ignore: ['a', 'b'], only: ['x,y'] },
    });
  });

  it('takes the shared flags before and behind the name of a command', async () => {
    const flags = { cwd: 'x', format: 'json', color: false };
    expect(await parse('undo', '--cwd', 'x', '--format', 'json', '--no-color')).toMatchObject({ flags });
    expect(await parse('--cwd', 'x', '--format', 'json', '--no-color', 'undo')).toMatchObject({ flags });
  });

  it.each([
    [['--write', '--dry-run'], /cannot be used with/],
    [['--write', '--check'], /cannot be used with/],
    [['--wirte'], /unknown option '--wirte'\n\(Did you mean --write\?\)/],
    [['--cwd'], /argument missing/],
    [['explain'], /missing required argument/],
    [['undo', 'a', 'b'], /too many arguments/],
    [['--write', 'list'], /'-w, --write' has no meaning for list/],
    [['list', '--write'], /unknown option '--write'/],
    [['--only', 'x', 'undo'], /has no meaning for undo/],
  ])('refuses %j', async (argv, message) => {
    await expect(parse(...argv)).rejects.toThrow(message);
  });

  it('is what docs/reference/cli.md says (npm run reference -w resession)', () => {
    const page = readFileSync(new URL('../../../docs/reference/cli.md', import.meta.url), 'utf8');
    expect(referencePage(buildProgram('0.0.0', () => Promise.resolve()))).toBe(page);
  });
});

// Wrong flags, wrong values, wrong places: a message with the nearest right one on stderr, nothing on stdout, exit code 2.

import { describe, expect, it } from 'vitest';
import { migrate } from './command-line.ts';
import { folderOf } from './sample.ts';

const empty = folderOf({ 'a.ts': 'export const a = 1;\n' });

describe('usage errors', () => {
  it.each<[readonly string[], string]>([
    [['--wirte'], 'Did you mean --write?'],
    [['--write', '--dry-run'], 'cannot be used with'],
    [['--check', '--write'], 'cannot be used with'],
    [['--only', 'expiry-guess-to-cod'], 'Did you mean expiry-guess-to-code?'],
    [['--format', 'jsn'], 'Did you mean json?'],
    [['--check-style', 'gaurd'], 'Did you mean guard?'],
    [['--transport', 'vendored'], 'Did you mean vendor?'],
    [['--patch', ''], '--patch needs the name of a file'],
    [['--cwd', 'nowhere'], 'nowhere'],
    [['mcp', '--cwd', 'nowhere'], 'nowhere'],
    [['nowhere.ts'], 'nowhere.ts'],
    [['lst'], 'Did you mean npx resession list?'],
    [['list', '--format', 'markdown'], 'It takes text, json.'],
    [['--write', 'list'], 'has no meaning for list'],
    [['undo', 'a', 'b'], 'too many arguments'],
    [['undo', 'no-such-run'], 'no-such-run'],
    [['undo'], 'nothing to undo'],
    [['explain'], 'missing required argument'],
    [['explain', 'nowhere.ts:3'], 'nowhere.ts'],
    [['explain', 'a.ts:0'], 'A place is a file'],
    [['explain', '.'], 'Only a file can be explained'],
    [['report'], "required option '--html <file>' not specified"],
    [['report', '--html', ''], '--html needs the name of a file'],
    [['report', '--html', '.'], 'that is a folder, not a file'],
    [['report', '--html', 'a.ts'], 'no page of ours'],
    [['report', '--html', 'nowhere/page.html'], 'the folder of the page is not there'],
    [['report', '--html', 'page.html', 'nowhere.ts'], 'nowhere.ts'],
    [['report', '--html', 'page.html', '--only', 'expiry-guess-to-cod'], 'Did you mean expiry-guess-to-code?'],
    [['--write', 'report', '--html', 'page.html'], 'has no meaning for report'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await migrate(empty, args);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^resession: .+\n {2}where .+\n {2}next {2}.+\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('tells usage in colour only where colour is wanted', async () => {
    const forced = await migrate(empty, ['--wirte'], { NO_COLOR: '', FORCE_COLOR: '1' });
    expect(forced.stderr).toContain('\u001b[31mresession:\u001b[39m');
    expect((await migrate(empty, ['--wirte'])).stderr).not.toContain('\u001b');
  });
});

describe('help and version', () => {
  it.each([['--help'], ['-h'], ['list', '--help'], ['--version']])(
    '%s %s goes to stdout and ends with 0',
    async (...args) => {
      const { code, stdout, stderr } = await migrate(empty, args);
      expect(stdout).toMatch(/^(Usage: migrate|\d+\.\d+\.\d+)/);
      expect(stderr).toBe('');
      expect(code).toBe(0);
    },
  );
});

describe('nothing to do', () => {
  it('takes two lines and writes nothing', async () => {
    const { code, stdout, stderr } = await migrate(empty, []);
    expect(stdout).toBe('Nothing to do.\n1 file searched, 0 candidates.\n');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});

describe('list', () => {
  it('names the codemods, as text and as JSON', async () => {
    const text = await migrate(empty, ['list']);
    expect(text.stdout).toContain('expiry-guess-to-code  ');
    expect(text.stdout).toContain('stock-to-patched-transport  ');
    const { stdout, code } = await migrate(empty, ['list', '--format', 'json']);
    const listed = JSON.parse(stdout) as {
      codemods: { id: string; title: string; messages: Record<string, string> }[];
    };
    expect(listed.codemods.map(({ id }) => id)).toEqual(expect.arrayContaining(['expiry-guess-to-code']));
    expect(listed.codemods.every(({ title, messages }) => title !== '' && Object.keys(messages).length > 0)).toBe(true);
    expect(text.stdout).toMatch(/ {2}expiry-check +\S/);
    expect(code).toBe(0);
  });
});

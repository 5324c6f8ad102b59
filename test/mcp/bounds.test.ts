// Where the server works, and where it does not: roots of the client, the folder it was started for, read-only.

import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fingerprint, folderOf, repositoryOf, sample } from '../cli/sample.ts';
import { type Agent, agent, type Answer, generations, type Start } from './agent.ts';

const open: Agent[] = [];

async function started(start: Start): Promise<Agent> {
  const one = await agent(start);
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const rootOf = ({ isError, content }: Answer): string => (isError ? content.error : content.report.root);

describe.each(generations)('a client of %s', (generation) => {
  it('gives roots, and may give others later', async () => {
    const [a, b] = [repositoryOf(sample), repositoryOf(sample)];
    const one = await started({ generation, cwd: folderOf({}), roots: [a] });
    expect(rootOf(await one.call('scan'))).toBe(a);
    expect(rootOf(await one.call('scan', { root: b }))).toContain('outside of the roots of the client');
    await one.setRoots([b]);
    expect(rootOf(await one.call('scan'))).toBe(b);
    expect(rootOf(await one.call('scan', { root: a }))).toContain('outside of the roots of the client');
    await one.setRoots([a, b]);
    expect(rootOf(await one.call('scan'))).toBe('there are several roots');
    expect(rootOf(await one.call('scan', { root: a }))).toBe(a);
    await one.setRoots([]);
    expect(rootOf(await one.call('scan'))).toBe('the client gives no folder as a root');
    expect(one.stderr()).toBe('');
  });

  it('has none: then it is the folder of the start', async () => {
    const [a, b] = [repositoryOf(sample), repositoryOf(sample)];
    expect(rootOf(await (await started({ generation, cwd: a, roots: [] })).call('scan'))).toBe(a);
    expect(rootOf(await (await started({ generation, cwd: a })).call('scan'))).toBe(a);
    const other = await started({ generation, cwd: a, flags: ['--cwd', b] });
    expect(rootOf(await other.call('scan'))).toBe(b);
    expect(rootOf(await other.call('scan', { root: a }))).toContain(
      'outside of the folder that the server was started for',
    );
  });
});

describe('a root', () => {
  it('is left by no path, no link and no other name of it', async () => {
    const outside = repositoryOf(sample);
    const inside = repositoryOf(sample);
    symlinkSync(outside, path.join(inside, 'out'));
    symlinkSync(path.join(outside, 'src/client.ts'), path.join(inside, 'src/linked.ts'));
    const one = await started({ cwd: folderOf({}), roots: [inside] });
    const refused: readonly [string, Record<string, unknown>][] = [
      ['scan', { root: outside }],
      ['scan', { root: path.join(inside, 'out') }],
      ['scan', { root: `${inside}/../${path.basename(outside)}` }],
      ['scan', { root: `${inside}-not` }],
      ['scan', { root: '..' }],
      ['scan', { paths: [outside] }],
      ['scan', { paths: ['out'] }],
      ['explain', { file: 'out/src/client.ts' }],
      ['explain', { file: 'src/linked.ts' }],
      ['preview', { root: outside }],
      ['verify', { root: outside }],
      ['apply', { root: outside, preview: 'x' }],
    ];
    const before = fingerprint(outside);
    for (const [tool, args] of refused) {
      const { isError, text } = await one.call(tool, args);
      expect(isError, `${tool} ${JSON.stringify(args)} ${text}`).toBe(true);
      expect(text).not.toContain('SdkHttpError');
    }
    const { content } = await one.call('scan');
    for (const { path: found } of content.report.findings) expect(found).toBe('src/client.ts');
    expect(fingerprint(outside)).toEqual(before);
  });

  it('may be a folder of a repository, whose rest stays outside', async () => {
    const top = repositoryOf({
      ...sample,
      'packages/a/package.json': sample['package.json'],
      'packages/a/src/client.ts': sample['src/client.ts'],
    });
    const member = path.join(top, 'packages/a');
    const one = await started({ cwd: folderOf({}), roots: [member] });
    const { content } = await one.call('scan');
    expect(content.report.root).toBe(member);
    expect(content.report.findings.map(({ path: found }: { path: string }) => found)).toEqual([
      'src/client.ts',
      'src/client.ts',
    ]);
    expect(rootOf(await one.call('scan', { root: top }))).toContain('outside');
    mkdirSync(path.join(member, 'deeper'));
    await one.setRoots([path.join(member, 'deeper'), member]);
    expect(rootOf(await one.call('scan'))).toBe(member);
    expect(rootOf(await one.call('scan', { root: 'deeper' }))).toBe(path.join(member, 'deeper'));
  });

  it('of a workspace member gets no install, which would write above it', async () => {
    const workspace = {
      'package.json': '{ "name": "top", "private": true, "workspaces": ["packages/*"] }\n',
      'package-lock.json': '{}\n',
    };
    const top = repositoryOf({
      ...workspace,
      'packages/a/package.json': sample['package.json'],
      'packages/a/src/client.ts': sample['src/client.ts'],
    });
    const one = await started({ cwd: folderOf({}), roots: [path.join(top, 'packages/a')] });
    const before = fingerprint(top);
    const { preview } = (await one.call('preview')).content;
    const { isError, text } = await one.call('apply', { preview, install: true });
    expect(isError).toBe(true);
    expect(text).toContain('outside of the roots');
    expect(fingerprint(top)).toEqual(before);
  });
});

describe('--read-only', () => {
  it('leaves out what writes', async () => {
    const folder = repositoryOf(sample);
    const before = fingerprint(folder);
    const one = await started({ cwd: folder, flags: ['--read-only'] });
    expect(one.tools.map(({ name }) => name)).toEqual(['scan', 'explain', 'preview', 'verify']);
    expect(
      one.tools.every(
        ({ annotations }) => annotations !== undefined && Reflect.get(annotations, 'readOnlyHint') === true,
      ),
    ).toBe(true);
    expect(one.instructions).toContain('read-only');
    const { content } = await one.call('preview');
    expect(content.nextSteps[0].command).toEqual(['npx', 'resession', '--write', '--cwd', folder]);
    for (const name of ['apply', 'decide']) {
      const called = await one
        .call(name, { preview: content.preview })
        .catch((error: unknown) => ({ isError: true, text: String(error) }));
      expect(called.isError).toBe(true);
    }
    await one.call('verify');
    expect(fingerprint(folder)).toEqual(before);
  });
});

describe('--verify', () => {
  it('is the only command that is run, and on a copy', async () => {
    const folder = repositoryOf({
      ...sample,
      'check.mjs':
        "import { writeFileSync } from 'node:fs'; writeFileSync('ran', ''); console.log('it \\u001b[31mran'); process.exit(3);\n",
    });
    const before = fingerprint(folder);
    const without = await started({ cwd: folder });
    expect((await without.call('verify', { command: 'node check.mjs' })).isError).toBe(true);
    expect((await without.call('verify')).content.output).toBeNull();
    const one = await started({ cwd: folder, flags: ['--verify', 'node check.mjs'] });
    const { content, text } = await one.call('verify');
    expect(content.output).toBe('it \\u{1b}[31mran\n');
    expect(text).not.toContain('\u001b');
    expect(content.verdicts).toContainEqual({
      check: 'command',
      outcome: 'failed',
      why: '`node check.mjs` fails on a copy of the tree.',
    });
    expect(content.passed).toBe(false);
    expect(fingerprint(folder)).toEqual(before);
  });
});

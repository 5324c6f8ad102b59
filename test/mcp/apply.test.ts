// What is written is what was shown, on the tree that it was shown of; or nothing is.

import { readFileSync, writeFileSync, existsSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mustRun, run } from '../e2e/command.ts';
import { fingerprint, folderOf, git, guess, manifest, repositoryOf, sample, tree } from '../cli/sample.ts';
import { type Agent, agent, command, type Start } from './agent.ts';

const open: Agent[] = [];

async function started(start: Start): Promise<Agent> {
  const one = await agent(start);
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('apply', () => {
  it('writes what the command writes, and names what takes it back', async () => {
    const [folder, other] = [repositoryOf(sample), repositoryOf(sample)];
    const before = tree(folder);
    const one = await started({ cwd: folder });
    const shown = (await one.call('preview')).content;
    expect(shown.nextSteps[0]).toMatchObject({ tool: 'apply', arguments: { preview: shown.preview, install: true } });
    const { content } = await one.call('apply', { preview: shown.preview });
    const printed = await run([process.execPath, command, '--write', '--no-install', '--format', 'json'], other);
    expect(content.report).toEqual({ ...JSON.parse(printed.stdout), root: folder });
    expect(tree(folder)).toEqual(tree(other));
    expect(content.written).toEqual(expect.arrayContaining(['package.json', 'src/client.ts']));
    expect(content.undo).toEqual(['npx', 'resession', 'undo', content.run, '--cwd', folder]);
    expect((await one.call('scan')).content.report.status).toBe('clean');
    await mustRun([process.execPath, command, ...content.undo.slice(2)], folder);
    expect(tree(folder)).toEqual(before);
  });

  const moves: readonly [string, (folder: string) => void][] = [
    ['a file that it would write', (folder) => writeFileSync(path.join(folder, 'src/client.ts'), `${guess}\n`)],
    ['another file that changes what is found', (folder) => writeFileSync(path.join(folder, 'src/more.ts'), guess)],
    ['a file that goes', (folder) => unlinkSync(path.join(folder, 'src/client.ts'))],
    ['the manifest', (folder) => writeFileSync(path.join(folder, 'package.json'), manifest.replace('sample', 'other'))],
  ];

  it.each(moves)('refuses a tree that moved: %s', async (_name, move) => {
    const folder = repositoryOf(sample);
    const one = await started({ cwd: folder });
    const { preview } = (await one.call('preview')).content;
    move(folder);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'moved');
    const moved = fingerprint(folder);
    const { isError, content } = await one.call('apply', { preview });
    expect(isError).toBe(true);
    expect(content.error).toContain('moved since the preview');
    expect(content.nextSteps[0]).toMatchObject({ tool: 'preview' });
    expect(fingerprint(folder)).toEqual(moved);
  });

  it('does not mind an edit that changes nothing of the plan', async () => {
    const folder = repositoryOf({ ...sample, 'README.md': 'one' });
    const one = await started({ cwd: folder });
    const { preview } = (await one.call('preview')).content;
    writeFileSync(path.join(folder, 'README.md'), 'two');
    expect((await one.call('apply', { preview })).isError).toBe(false);
  });

  it('writes nothing a second time', async () => {
    const folder = repositoryOf(sample);
    const one = await started({ cwd: folder });
    const { preview } = (await one.call('preview')).content;
    await one.call('apply', { preview });
    const written = fingerprint(folder);
    const again = await one.call('apply', { preview });
    expect(again.isError).toBe(true);
    expect(fingerprint(folder)).toEqual(written);
  });

  it('refuses dirty files unless it is told', async () => {
    const folder = repositoryOf(sample);
    writeFileSync(path.join(folder, 'src/client.ts'), `// mine\n${guess}`);
    const dirty = fingerprint(folder);
    const one = await started({ cwd: folder });
    const shown = (await one.call('preview')).content;
    expect(shown.dirty).toEqual(['src/client.ts']);
    const { isError, content } = await one.call('apply', { preview: shown.preview });
    expect(isError).toBe(true);
    expect(content).toMatchObject({
      where: 'src/client.ts',
      nextSteps: [{ text: expect.stringContaining('allowDirty') }],
    });
    expect(fingerprint(folder)).toEqual(dirty);
    expect((await one.call('apply', { preview: shown.preview, allowDirty: true })).isError).toBe(false);
    expect(readFileSync(path.join(folder, 'src/client.ts'), 'utf8')).toMatch(/^\/\/ mine\n/);
  });

  it('takes a preview of its own folder only, and none of another server', async () => {
    const [a, b] = [repositoryOf(sample), repositoryOf(sample)];
    const one = await started({ cwd: folderOf({}), roots: [a, b] });
    const { preview } = (await one.call('preview', { root: a })).content;
    const crossed = await one.call('apply', { root: b, preview });
    expect(crossed.content.error).toContain('of another folder');
    const other = await started({ cwd: a });
    expect((await other.call('apply', { preview })).content.error).toBe('there is no such preview');
    await one.setRoots([b]);
    expect((await one.call('apply', { preview })).isError).toBe(true);
    expect(git(a, 'status', '--porcelain')).toBe('');
    await one.setRoots([a]);
    expect((await one.call('apply', { preview })).isError).toBe(false);
  });

  it('leaves the tree as it was where the call is cancelled', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`src/m${String(at)}.ts`, guess]));
    const folder = repositoryOf({ ...sample, ...many });
    const before = tree(folder);
    const one = await started({ cwd: folder });
    const { preview } = (await one.call('preview')).content;
    const controller = new AbortController();
    const onprogress = ({ message = '' }): void => {
      if (message.startsWith('manifests')) controller.abort('enough');
    };
    await expect(one.call('apply', { preview }, { signal: controller.signal, onprogress })).rejects.toThrow('enough');
    // Calls are made one after the other: whatever the first one did has been done.
    await one.call('explain', { file: 'package.json' });
    expect(tree(folder)).toEqual(before);
  });

  it('takes back what was written where the call is cancelled during the install', async () => {
    const folder = repositoryOf({ ...sample, '.gitignore': 'node_modules\n' });
    const before = tree(folder);
    const one = await started({ cwd: folder });
    const { preview } = (await one.call('preview')).content;
    const controller = new AbortController();
    const call = one.call('apply', { preview, install: true }, { signal: controller.signal });
    const seen = expect
      .poll(() => existsSync(path.join(folder, 'vendor')), { timeout: 20_000, interval: 5 })
      .toBe(true);
    await seen.then(() => controller.abort('enough'));
    await expect(call).rejects.toThrow('enough');
    await one.call('explain', { file: 'package.json' });
    const after = Object.entries(tree(folder)).filter(([name]) => !name.startsWith('node_modules'));
    expect(Object.fromEntries(after)).toEqual(before);
  });

  it('keeps a tree that is no repository safe too', async () => {
    const folder = folderOf(sample);
    const before = readFileSync(path.join(folder, 'src/client.ts'), 'utf8');
    const one = await started({ cwd: folder });
    const { preview } = (await one.call('preview')).content;
    const { content } = await one.call('apply', { preview });
    await mustRun([process.execPath, command, ...content.undo.slice(2)], folder);
    expect(readFileSync(path.join(folder, 'src/client.ts'), 'utf8')).toBe(before);
    expect(existsSync(path.join(folder, 'vendor'))).toBe(false);
  });
});

describe('verify', () => {
  it('says what is not installed, and what the compiler says since the last commit', async () => {
    const folder = repositoryOf({ ...sample, '.gitignore': 'node_modules\n' });
    const one = await started({ cwd: folder });
    const { preview } = (await one.call('preview')).content;
    await one.call('apply', { preview });
    const { content } = await one.call('verify');
    expect(content.passed).toBe(false);
    expect(content.verdicts).toContainEqual({
      check: 'resolves',
      outcome: 'failed',
      why: '@resession/transport is declared in package.json, and not installed.',
    });
    expect(content.nextSteps[0].text).toContain('npm install');
  });
});

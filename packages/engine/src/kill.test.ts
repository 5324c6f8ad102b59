// kill -9 at any moment: the tree is as before, or as after, or undo makes it as before. Real processes, really killed.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'tsdown';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apply } from './apply.ts';
import { nodeHost } from './host.ts';
import { commitAll, folder, lay, leaving, planned, planOf, snapshot } from './sandbox.test.kit.ts';
import { listRuns, undo } from './undo.ts';

/** Applies a plan, or undoes the newest run; kills itself before its n-th step when asked to. */
const script = `
import fs from 'node:fs';
import { nodeHost } from './host.js';
import { apply } from './apply.js';
import { install } from './install.js';
import { undo } from './undo.js';
const [what, argument, killAt] = process.argv.slice(2);
let steps = 0;
const counted = (step) => (...args) => {
  if (++steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  return step(...args);
};
const { create, rename, mkdir, remove, rmdir } = nodeHost;
const host = { ...nodeHost, create: counted(create), rename: counted(rename), mkdir: counted(mkdir),
  remove: counted(remove), rmdir: counted(rmdir) };
process.stdout.write('go');
process.env.RUN_PID = String(process.pid);
const plan = what === 'undo' || what === 'scratch' ? null : JSON.parse(fs.readFileSync(argument, 'utf8'));
if (what === 'apply') await apply(plan, host);
else if (what === 'undo') await undo(argument, undefined, host);
else if (what === 'scratch') {
  await nodeHost.inScratch(new Map(), async (folder, { copy }) => {
    copy(argument + '/a.ts', 'a.ts');
    if (killAt === 'kill') process.kill(process.pid, 'SIGKILL');
  });
}
else {
  const { run } = await apply(plan, nodeHost);
  await install(plan, run, { ...host, run: (argv, options) => (argv[0] === 'git' ? nodeHost.run : counted(nodeHost.run))(argv, options) });
}
`;

let built = '';

beforeAll(async () => {
  built = fs.mkdtempSync(path.join(import.meta.dirname, '../node_modules/.kill-'));
  await build({
    entry: ['apply', 'install', 'undo', 'host'].map((name) => path.join(import.meta.dirname, `${name}.ts`)),
    outDir: built,
    format: 'esm',
    dts: false,
    config: false,
    logLevel: 'silent',
    // Its CommonJS cannot be taken into a bundle.
    external: ['jsonc-parser'],
    outExtensions: () => ({ js: '.js' }),
  });
  fs.writeFileSync(path.join(built, 'package.json'), '{"type":"module"}');
  fs.writeFileSync(path.join(built, 'child.js'), script);
  return () => fs.rmSync(built, { recursive: true, force: true });
});

function child(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [path.join(built, 'child.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Resolves to true when the process was killed, to false when it came to its end. */
async function ended(process: ChildProcess): Promise<boolean> {
  const [code, signal] = (await once(process, 'close')) as [number | null, string | null];
  expect(code === 0 || signal === 'SIGKILL', `exit ${String(code)}`).toBe(true);
  return signal === 'SIGKILL';
}

interface Sample {
  readonly root: string;
  readonly plan: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const tree = (root: string): Readonly<Record<string, string>> => snapshot(root, ['.git', '.resession']);

async function sample(files: number, inGit: boolean): Promise<Sample> {
  const root = folder();
  const names = Array.from({ length: files }, (_, index) => `src/${String(index % 4)}/f${String(index)}.ts`);
  lay(root, Object.fromEntries(names.map((name) => [name, `old ${name}\r\n`.repeat(50)])));
  lay(root, { 'packed/old.tar.gz': Buffer.alloc(20_000, 3) });
  for (const name of names) fs.chmodSync(path.join(root, name), name.length % 2 === 0 ? 0o755 : 0o600);
  if (inGit) commitAll(root);
  const before = tree(root);
  const changes = names.map((name) => planned(root, name, `new ${name}\n`.repeat(60)));
  const comes = planned(root, 'vendor/t.tar.gz', Buffer.alloc(20_000, 7));
  const plan = planOf(root, [...changes, comes, leaving(root, 'packed/old.tar.gz')]);
  await apply(plan, nodeHost);
  const after = tree(root);
  await undo(root, undefined, nodeHost);
  expect(tree(root)).toEqual(before);
  const file = path.join(folder(), 'plan.json');
  fs.writeFileSync(file, JSON.stringify(plan));
  return { root, plan: file, before, after };
}

type Outcome = 'before' | 'after' | 'mended';

/** What a killed run left, and that the way back is open. */
async function judge({ root, before, after }: Sample, inGit: boolean): Promise<Outcome> {
  const runs = await listRuns(root, nodeHost);
  const found = tree(root);
  const same = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);
  const outcome = same(found, before) ? 'before' : same(found, after) ? 'after' : 'mended';
  expect(runs.length <= 1 && (outcome === 'before' || runs.length === 1), `${outcome}, ${String(runs.length)}`).toBe(
    true,
  );
  if (runs[0]?.interrupted) {
    const again = planOf(root, [planned(root, 'another.ts', 'x')]);
    await expect(apply(again, nodeHost)).rejects.toMatchObject({ next: expect.stringContaining('undo') as string });
  }
  if (runs.length === 1) await undo(root, undefined, nodeHost);
  else await expect(undo(root, undefined, nodeHost)).rejects.toThrow('nothing to undo');
  // With the folders of the journal looked at too: nothing of ours is left anywhere.
  expect(snapshot(root, ['.git'])).toEqual(before);
  if (inGit) expect(fs.existsSync(path.join(root, '.git/resession'))).toBe(false);
  return outcome;
}

describe.each([true, false])('kill -9 (git: %s)', (inGit) => {
  it('before each single step of apply', async () => {
    const it = await sample(5, inGit);
    const outcomes: Outcome[] = [];
    for (let step = 1; ; step += 1) {
      const killed = await ended(child('apply', it.plan, String(step)));
      outcomes.push(await judge(it, inGit));
      if (!killed) break;
    }
    expect(outcomes.length).toBeGreaterThan(16);
    expect(new Set(outcomes)).toEqual(new Set(['before', 'after', 'mended']));
  }, 120_000);

  it('before each single step of undo', async () => {
    const it = await sample(5, inGit);
    for (let step = 1, killed = true; killed; step += 1) {
      await apply(JSON.parse(fs.readFileSync(it.plan, 'utf8')) as ReturnType<typeof planOf>, nodeHost);
      killed = await ended(child('undo', it.root, String(step)));
      await judge(it, inGit);
    }
  }, 120_000);

  it('at 32 random moments of a run over many files', async () => {
    const it = await sample(40, inGit);
    const start = performance.now();
    await ended(child('apply', it.plan));
    const whole = performance.now() - start;
    await undo(it.root, undefined, nodeHost);
    const outcomes: Outcome[] = [];
    let killed = 0;
    while (killed < 32) {
      const process = child('apply', it.plan);
      if (process.stdout !== null) await once(process.stdout, 'data');
      setTimeout(() => process.kill('SIGKILL'), Math.random() * whole);
      if (await ended(process)) killed += 1;
      outcomes.push(await judge(it, inGit));
    }
    expect(outcomes).toContain('mended');
  }, 400_000);
});

/** Writes a lockfile in two strokes, and kills the run that started it in between when asked to. */
const installer = `
const fs = require('node:fs');
const { spawn } = require('node:child_process');
fs.writeFileSync('package-lock.json', 'half');
fs.mkdirSync('node_modules', { recursive: true });
if (process.argv[1] === 'kills') process.kill(Number(process.env.RUN_PID), 'SIGKILL');
setTimeout(() => { fs.writeFileSync('package-lock.json', 'whole'); fs.appendFileSync('package.json', ' '); }, 400);
`;

describe.each([true, false])('kill -9 around an installation (git: %s)', (inGit) => {
  const searched = process.env['PATH'] ?? '';
  afterEach(() => void (process.env['PATH'] = searched));

  const undone = async (root: string): Promise<object> => {
    const runs = await listRuns(root, nodeHost);
    for (const _ of runs) await undo(root, undefined, nodeHost);
    fs.rmSync(path.join(root, 'node_modules'), { recursive: true, force: true });
    return snapshot(root, ['.git']);
  };

  function installing(...args: readonly string[]): { root: string; plan: string; before: object } {
    const root = folder();
    lay(root, {
      'package.json': '{}',
      'package-lock.json': 'as it was',
      'a.ts': 'old',
      '.gitignore': 'node_modules\n',
    });
    if (inGit) commitAll(root);
    const before = snapshot(root, ['.git']);
    const manifest = { ...planned(root, 'package.json', '{ }'), kind: 'manifest' as const };
    const files = [planned(root, 'a.ts', 'new'), manifest, planned(root, 'vendor/t.tar.gz', Buffer.alloc(2_000, 7))];
    const argv = [process.execPath, '-e', installer, ...args];
    // The lockfiles that are kept are those of the package manager's name.
    const npm = path.join(folder(), 'npm');
    fs.writeFileSync(npm, `#!/bin/sh\nexec ${argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')}\n`);
    fs.chmodSync(npm, 0o755);
    process.env['PATH'] = `${path.dirname(npm)}:${searched}`;
    const plan = path.join(folder(), 'plan.json');
    fs.writeFileSync(plan, JSON.stringify({ ...planOf(root, files), install: { argv: ['npm', 'install'], cwd: '' } }));
    return { root, plan, before };
  }

  it('before each single step of it', async () => {
    let steps = 0;
    for (let killed = true; killed;) {
      const { root, plan, before } = installing();
      steps += 1;
      killed = await ended(child('install', plan, String(steps)));
      if (!killed) expect(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).toBe('whole');
      expect(await undone(root), String(steps)).toEqual(before);
      if (inGit) expect(fs.existsSync(path.join(root, '.git/resession'))).toBe(false);
    }
    expect(steps).toBeGreaterThan(6);
  }, 120_000);

  it('while the package manager writes', async () => {
    const { root, plan, before } = installing('kills');
    expect(await ended(child('install', plan))).toBe(true);
    expect(await undone(root)).toEqual(before);
    // It went with the run, or it would write once more.
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(snapshot(root, ['.git'])).toEqual(before);
  }, 60_000);
});

it('kill -9 while a copy of the tree is tried: the tree is untouched, and the copy goes with a later run', async () => {
  const [tmp, root] = [folder(), folder()];
  lay(root, { 'a.ts': 'old' });
  const before = snapshot(root);
  const tried = spawn(process.execPath, [path.join(built, 'child.js'), 'scratch', root, 'kill'], {
    env: { ...process.env, TMPDIR: tmp },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await ended(tried)).toBe(true);
  expect(snapshot(root)).toEqual(before);
  const [left = ''] = fs.readdirSync(tmp);
  expect(fs.readdirSync(path.join(tmp, left))).toEqual(['a.ts']);
  const others = [
    left.replace(/\d+-\w+$/, `${String(process.pid)}-alive0`),
    'resession-scratch-elsewhere-999999-x',
    'theirs',
  ];
  for (const name of others) fs.mkdirSync(path.join(tmp, name));
  const run = async (): Promise<readonly string[]> => {
    const env = { ...process.env, TMPDIR: tmp };
    await ended(spawn(process.execPath, [path.join(built, 'child.js'), 'scratch', root], { env, stdio: 'ignore' }));
    return fs.readdirSync(tmp).sort();
  };
  expect(await run(), 'fresh: somebody else’s, for all we know').toEqual([left, ...others].sort());
  for (const name of [left, ...others]) fs.utimesSync(path.join(tmp, name), 1, 1);
  expect(await run()).toEqual([...others].sort());
}, 60_000);

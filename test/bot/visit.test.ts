// A visit with the built command: what it leaves on the server and on the machine, and where it is stopped.

import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { nodeHost } from '../../packages/engine/src/index.ts';
import { usualPace } from '../../packages/bot/src/queue/queue.ts';
import { redactor } from '../../packages/bot/src/redactor.ts';
import {
  ask,
  usualBounds,
  visit,
  type Visit,
  type Visited,
  type Visiting,
} from '../../packages/bot/src/visit/index.ts';
import { commandLine } from '../cli/command-line.ts';
import { folderOf, git, sample } from '../cli/sample.ts';
import { freshEnvironment } from '../e2e/command.ts';
import { type Hub, startHub } from './hub.ts';

vi.setConfig({ testTimeout: 120_000 });

let hub: Hub;
let scratch: string;

beforeEach(async () => {
  scratch = folderOf({});
  vi.stubEnv('TMPDIR', scratch);
  hub = await startHub(sample);
});

afterEach(async () => {
  await hub.stop();
  vi.unstubAllEnvs();
});

const wanted = (more: Partial<Visit> = {}): Visit => ({
  repo: hub.name,
  api: hub.api.href,
  base: null,
  dryRun: false,
  settings: { author: 'Bot <bot@example.com>', install: false },
  ...more,
});

const visiting = (more: Partial<Visiting> = {}): Visiting => ({
  command: commandLine([]),
  token: hub.token,
  redact: redactor([hub.token]),
  bounds: usualBounds,
  host: nodeHost,
  userAgent: 'test',
  second: 5,
  ...more,
});

/** The hub keeps its own things beside. */
const left = (): readonly string[] => readdirSync(scratch).filter((name) => !name.startsWith('resession-hub-'));

const go = (more: Partial<Visit> = {}, how: Partial<Visiting> = {}): Promise<Visited> =>
  visit(wanted(more), visiting(how));

function commit(files: Readonly<Record<string, string | Buffer>>): void {
  const folder = hub.clone();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'more');
  git(folder, 'push', '--quiet', 'origin', 'main');
}

describe('a visit', () => {
  it('opens the pull request, and leaves nothing on the machine', async () => {
    const visited = await go();
    expect(visited).toMatchObject({ kind: 'outcome', outcome: { kind: 'opened', pullRequest: { number: 1 } } });
    const changing = hub.asked.filter(({ method }) => method !== 'GET');
    expect(visited).toMatchObject({ writes: changing.length });
    expect(await hub.pulls()).toHaveLength(1);
    expect(left()).toEqual([]);
    expect(await go()).toMatchObject({ kind: 'outcome', outcome: { kind: 'unchanged' }, writes: 0 });
  });

  it('only looks in a dry run, and says what it would write', async () => {
    const visited = await go({ dryRun: true });
    expect(visited).toMatchObject({ kind: 'outcome', outcome: { kind: 'opened', pullRequest: null } });
    expect(hub.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    const really = await go();
    expect('writes' in visited && visited.writes).toBe('writes' in really && really.writes);
    expect('would' in visited && visited.would.join('\n')).toContain('open a pull request');
  });

  it('runs another command in the checkout, which gets no token', async () => {
    const program = 'process.stdout.write(JSON.stringify({ ...process.env, cwd: process.cwd() }))';
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('NPM_TOKEN', 'secret');
    const ran = await ask(wanted(), visiting({ command: [process.execPath] }), ['-e', program]);
    expect(ran).toMatchObject({ kind: 'ran', code: 0 });
    const said = JSON.parse('stdout' in ran ? ran.stdout : '') as Record<string, string>;
    expect(JSON.stringify(said)).not.toContain('secret');
    expect(JSON.stringify(said)).not.toContain(hub.token);
    for (const name of ['HOME', 'TMPDIR', 'cwd']) expect(said[name]?.startsWith(scratch), name).toBe(true);
  });
});

describe('a visit starts nothing of the repository or the machine', () => {
  it('no hook, filter, fsmonitor, submodule or credential helper', async () => {
    const traces = folderOf({});
    const trap = (name: string): string => {
      const file = path.join(traces, `${name}.sh`);
      writeFileSync(file, `#!/bin/sh\ntouch ${path.join(traces, `${name}.ran`)}\ncat\n`);
      chmodSync(file, 0o755);
      return file;
    };
    const home = folderOf({});
    mkdirSync(path.join(home, 'template/hooks'), { recursive: true });
    for (const hook of ['post-checkout', 'reference-transaction', 'pre-push'])
      writeFileSync(path.join(home, 'template/hooks', hook), readFileSync(trap(hook)), { mode: 0o755 });
    writeFileSync(
      path.join(home, '.gitconfig'),
      [
        `[init]\n\ttemplateDir = ${home}/template`,
        `[core]\n\thooksPath = ${home}/template/hooks\n\tfsmonitor = ${trap('fsmonitor')}`,
        `[filter "trap"]\n\tsmudge = ${trap('smudge')}\n\tclean = ${trap('clean')}\n\trequired = true`,
        `[filter "lfs"]\n\tsmudge = ${trap('lfs')}\n\tprocess = ${trap('lfs-process')}\n\trequired = true`,
        `[credential]\n\thelper = ${trap('credential')}`,
        `[submodule]\n\trecurse = true`,
      ].join('\n'),
    );
    commit({
      '.gitattributes': '*.ts filter=trap\n*.bin filter=lfs\n',
      'large.bin': 'version https://git-lfs.github.com/spec/v1\n',
      '.gitmodules': `[submodule "inner"]\n\tpath = inner\n\turl = ${hub.api.origin}/acme/inner.git\n`,
    });
    vi.stubEnv('HOME', home);
    expect(await go()).toMatchObject({ outcome: { kind: 'opened' } });
    expect(readdirSync(traces).filter((name) => name.endsWith('.ran'))).toEqual([]);
    // The trap springs where nothing is switched off.
    expect(() => git(folderOf({}), 'clone', '--quiet', hub.repository, 'open')).toThrow();
    expect(readdirSync(traces).filter((name) => name.endsWith('.ran'))).toEqual(
      expect.arrayContaining(['lfs-process.ran', 'reference-transaction.ran']),
    );
  });
});

describe('a compiler that is checked in', () => {
  it('is not started, whatever its folder is called', async () => {
    const ran = path.join(folderOf({}), 'ran');
    const folder = hub.clone();
    symlinkSync(':(top)deps', path.join(folder, 'node_modules'));
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'a link');
    git(folder, 'push', '--quiet', 'origin', 'main');
    commit({
      'tsconfig.json': '{ "include": ["src"] }\n',
      ':(top)deps/typescript/package.json': '{ "name": "typescript", "version": "5.9.3", "bin": { "tsc": "tsc.js" } }',
      ':(top)deps/typescript/tsc.js': `require('fs').writeFileSync(${JSON.stringify(ran)}, '');\n`,
    });
    expect(await go()).toMatchObject({ outcome: { kind: 'opened' } });
    expect(existsSync(ran)).toBe(false);
  });
});

describe('a lockfile that a visit brings up to date', () => {
  it('is made without a program that the repository names for npm', async () => {
    const ran = path.join(folderOf({}), 'ran');
    const trap = path.join(folderOf({}), 'git.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch ${ran}\nexit 1\n`, { mode: 0o755 });
    const manifest = JSON.parse(sample['package.json']) as { readonly dependencies?: object };
    const dependencies = { ...manifest.dependencies, theirs: 'git+http://127.0.0.1:1/a/b.git' };
    commit({
      'package.json': JSON.stringify({ ...manifest, dependencies }),
      'package-lock.json': JSON.stringify({ name: 'client', lockfileVersion: 3, requires: true, packages: {} }),
      '.npmrc': `git=${trap}\n`,
    });
    const settings = { author: 'Bot <bot@example.com>' };
    expect(await go({ settings })).toMatchObject({ outcome: { kind: 'opened' } });
    expect(existsSync(ran)).toBe(false);
  });
});

describe('what a visit cannot work on', () => {
  it('is told as what it is', async () => {
    expect(await go({ base: 'nowhere' })).toMatchObject({ outcome: { kind: 'stopped', hindrance: 'no-base' } });
    expect(await go({ base: '--upload-pack=x' })).toMatchObject({ outcome: { hindrance: 'no-base' } });
    expect(await go({ repo: 'acme/gone' })).toMatchObject({ kind: 'failed', passing: false });
    expect(await go({ repo: '../etc' })).toMatchObject({ kind: 'failed', passing: false });
    expect(await go({}, { token: 'wrong', redact: redactor(['wrong']) })).toMatchObject({
      kind: 'failed',
      passing: false,
    });
    expect(left()).toEqual([]);
  });

  it('is told apart from what may pass, with the time to wait', async () => {
    hub.fault = ({ method }) =>
      method === 'POST'
        ? {
            answer: {
              status: 403,
              body: { message: 'You have exceeded a secondary rate limit' },
              headers: { 'retry-after': '600' },
            },
          }
        : null;
    expect(await go()).toMatchObject({ kind: 'failed', passing: true, wait: 600, writes: 1 });
    hub.fault = () => ({ answer: { status: 502 } });
    expect(await go()).toMatchObject({ kind: 'failed', passing: true, wait: null });
    hub.fault = null;
    hub.beforeGit = () => {
      throw new Error('the server fails');
    };
    expect(await go()).toMatchObject({ kind: 'failed', passing: true });
    hub.beforeGit = null;
    expect(await go()).toMatchObject({ kind: 'outcome' });
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('counts as having made every call it might have where it ended without a word', async () => {
    const silent = { command: [process.execPath, '-e', 'process.exit(1);'] };
    expect(await go({}, silent)).toMatchObject({ kind: 'failed', passing: true, writes: usualPace.visit });
    expect(await go({ dryRun: true }, silent)).toMatchObject({ kind: 'failed', writes: 0 });
  });

  it('says so of an archived repository without a checkout', async () => {
    await hub.ask('PATCH', `/repos/${hub.name}`, { archived: true }, hub.maintainer);
    let cloned = 0;
    hub.beforeGit = () => (cloned += 1);
    expect(await go()).toMatchObject({ outcome: { kind: 'stopped', hindrance: 'archived' } });
    expect(cloned).toBe(0);
  });
});

describe('a visit is stopped', () => {
  const sleeping = (program: string): Partial<Visiting> => ({
    command: [process.execPath, '-e', `${program}; setTimeout(() => {}, 1e6);`],
  });
  const bounded = (more: Partial<Visiting['bounds']>): Visiting['bounds'] => ({ ...usualBounds, ...more });

  it('when its time is over', async () => {
    const visited = await go({}, { ...sleeping(''), bounds: bounded({ seconds: 3 }) });
    expect(visited).toEqual({ kind: 'too-much', bound: 'time' });
    expect(left()).toEqual([]);
  });

  it('when its processes together take too much memory, whatever group they are in', async () => {
    const hungry =
      'const all = []; for (let at = 0; at < 40; at += 1) all.push(Buffer.alloc(10 << 20, 1)); setTimeout(() => {}, 1e6)';
    const outside = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(hungry)}], { detached: true, stdio: 'ignore' })`;
    const visited = await go({}, { ...sleeping(outside), bounds: bounded({ memory: 350 }) });
    expect(visited).toEqual({ kind: 'too-much', bound: 'memory' });
    expect(processesIn(scratch)).toEqual([]);
  });

  it('when its folder takes too much of the disk', async () => {
    const writing = "require('fs').writeFileSync('large', Buffer.alloc(8 << 20, 1))";
    expect(await go({}, { ...sleeping(writing), bounds: bounded({ disk: 5 }) })).toEqual({
      kind: 'too-much',
      bound: 'disk',
    });
  });

  it('when it says more than anybody reads', async () => {
    const talking = "for (;;) require('fs').writeSync(1, 'x'.repeat(1 << 20))";
    expect(await go({}, sleeping(talking))).toEqual({ kind: 'too-much', bound: 'memory' });
  });

  it('not where the clock of the machine is set', async () => {
    const now = Date.now;
    const set = vi.spyOn(Date, 'now').mockImplementation(() => now() + (hub.asked.length > 0 ? 3_600_000 : 0));
    onTestFinished(() => void set.mockRestore());
    const silent = { command: [process.execPath, '-e', 'setTimeout(() => {}, 600);'] };
    expect(await go({}, silent)).toMatchObject({ kind: 'failed' });
  });

  it('when it has ended and left somebody behind who holds its output', async () => {
    const leaving = "require('child_process').spawn('sleep', ['600'], { detached: true, stdio: 'inherit' }).unref()";
    const visited = await go({}, { command: [process.execPath, '-e', `${leaving}; process.exit(3);`] });
    expect(visited).toMatchObject({ kind: 'failed', passing: true });
    for (const pid of processesIn(scratch)) process.kill(Number(pid));
  });

  it('by a signal, with all it has started', async () => {
    const stop = new AbortController();
    const waiting = go({}, { ...sleeping(''), signal: stop.signal });
    await vi.waitFor(() => expect(processesIn(scratch).length).toBeGreaterThan(1), { timeout: 60_000 });
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    expect(left()).toEqual([]);
    expect(processesIn(scratch)).toEqual([]);
  });

  it('when whoever makes it is killed', async () => {
    const script = fileURLToPath(new URL('visiting.ts', import.meta.url));
    const argv = ['--conditions=@resession/source', '--import', 'tsx', script];
    const child = spawn(process.execPath, argv, {
      env: { ...freshEnvironment(), TMPDIR: scratch, VISIT: JSON.stringify(wanted()), TOKEN: hub.token },
      stdio: 'inherit',
    });
    await vi.waitFor(() => expect(processesIn(scratch).length).toBeGreaterThan(1), { timeout: 60_000 });
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(processesIn(scratch)).toEqual([]), { timeout: 30_000 });
  });
});

/** The ids of processes that work below a folder, as Linux has them. */
function processesIn(folder: string): readonly string[] {
  expect(existsSync('/proc/self/environ')).toBe(true);
  return readdirSync('/proc').filter((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const home = readFileSync(`/proc/${name}/environ`, 'utf8').includes(`\0HOME=${folder}`);
      return /^\d+$/.test(name) && home && !/^State:\s*Z/m.test(status);
    } catch {
      return false;
    }
  });
}

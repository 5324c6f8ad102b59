// The real npm installs from the vendored tarball; the run's journal takes the lockfile back as well.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from './apply.ts';
import { nodeHost, type Host } from './host.ts';
import { install, leaveInstall } from './install.ts';
import type { Plan, Verdict } from './plan.ts';
import { resolves } from './resolves.ts';
import { commitAll, folder, lay, planned, planOf, snapshot } from './sandbox.test.kit.ts';
import { undo } from './undo.ts';

const tarball = 'vendor/resession-transport-0.1.0.tar.gz';

/** A package of the transport's name, packed by the real npm: without dependencies nothing asks a registry. */
function packed(version: string, code = ''): Buffer {
  const place = folder();
  lay(place, { 'package.json': `{"name":"@resession/transport","version":"${version}"}`, 'index.js': code });
  execFileSync('npm', ['pack', '--silent'], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  const [file] = fs.readdirSync(place).filter((name) => name.endsWith('.tgz'));
  return fs.readFileSync(path.join(place, String(file)));
}

/** A workspace whose member `app` is given the transport, and a script that must never run. */
function consumer(version = '0.1.0'): Plan {
  const root = folder();
  const scripts = '"scripts":{"preinstall":"touch ran","postinstall":"touch ran","prepare":"touch ran"}';
  const app = `{\n  "name": "app",\n  "version": "1.0.0",\n  "private": true\n}`;
  lay(root, {
    'package.json': `{"name":"w","private":true,"workspaces":["packages/*"],${scripts}}`,
    '.npmrc': 'registry=http://127.0.0.1:9/\nfetch-retries=0\naudit=false\n',
    '.gitignore': 'node_modules\n',
    'packages/app/package.json': app,
  });
  execFileSync('npm', ['install', '--ignore-scripts', '--package-lock-only'], { cwd: root, stdio: 'ignore' });
  commitAll(root);
  const next = app.replace(
    'true\n',
    `true,\n  "dependencies": {\n    "@resession/transport": "file:../../${tarball}"\n  }\n`,
  );
  const files = [
    { ...planned(root, 'packages/app/package.json', next), kind: 'manifest' as const },
    planned(root, tarball, packed(version)),
  ];
  return { ...planOf(root, files), install: { argv: ['npm', 'install', '--ignore-scripts'], cwd: '' } };
}

const verdict = (verdicts: readonly Verdict[], check: Verdict['check']): Verdict | undefined =>
  verdicts.find((one) => one.check === check);
const tree = (root: string): object => snapshot(root, ['.git', 'node_modules']);

async function written(plan: Plan): Promise<string> {
  return String((await apply(plan, nodeHost)).run);
}

describe('install', () => {
  it('installs without scripts, sees what resolves, and undo restores the lockfile with the rest', async () => {
    const plan = consumer();
    const { root } = plan;
    const before = tree(root);
    const run = await written(plan);
    const { verdicts, nextSteps } = await install(plan, run, nodeHost);
    expect(verdict(verdicts, 'install')?.outcome).toBe('passed');
    expect(verdict(verdicts, 'resolves')).toMatchObject({ outcome: 'passed' });
    expect(nextSteps).toMatchObject([{ command: ['npm', 'rebuild'] }]);
    expect(fs.existsSync(path.join(root, 'ran'))).toBe(false);
    expect(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).toContain(tarball);
    const undone = await undo(root, run, nodeHost);
    expect(undone.restored).toContain('package-lock.json');
    expect(undone.nextSteps).toMatchObject([{ command: ['npm', 'install', '--ignore-scripts'] }]);
    expect(tree(root)).toEqual(before);
  });

  it('removes a lockfile that only the installation made', async () => {
    const plan = consumer();
    fs.rmSync(path.join(plan.root, 'package-lock.json'));
    const before = tree(plan.root);
    const run = await written(plan);
    await install(plan, run, nodeHost);
    expect((await undo(plan.root, run, nodeHost)).removed).toContain('package-lock.json');
    expect(tree(plan.root)).toEqual(before);
  });

  it('fails as a verdict: the code stays, and the way on is named', async () => {
    const plan = consumer();
    const run = await written(plan);
    fs.writeFileSync(path.join(plan.root, tarball), 'no tarball');
    const { verdicts, nextSteps } = await install(plan, run, nodeHost);
    expect(verdict(verdicts, 'install')).toMatchObject({
      outcome: 'failed',
      why: expect.stringContaining('npm install') as string,
    });
    expect(verdict(verdicts, 'resolves')?.outcome).toBe('skipped');
    expect(nextSteps).toMatchObject([{ command: ['npm', 'install', '--ignore-scripts'] }]);
    expect(fs.readFileSync(path.join(plan.root, 'packages/app/package.json'), 'utf8')).toContain(tarball);
  });

  it('says when the package manager is not on the machine', async () => {
    const plan = consumer();
    const run = await written(plan);
    const missing = { ...plan, install: { argv: ['no-such-package-manager', 'install'], cwd: '' } };
    const { verdicts } = await install(missing, run, nodeHost);
    expect(verdict(verdicts, 'install')?.why).toBe('no-such-package-manager is not installed on this machine');
  });

  it('can be undone when it was killed half-way, whatever it had written', async () => {
    const plan = consumer();
    const before = tree(plan.root);
    const run = await written(plan);
    const killed: Host = {
      ...nodeHost,
      run: (argv, options) => {
        if (argv[0] !== 'npm') return nodeHost.run(argv, options);
        fs.writeFileSync(path.join(plan.root, 'package-lock.json'), 'half');
        throw new Error('killed');
      },
    };
    await expect(install(plan, run, killed)).rejects.toThrow('killed');
    await undo(plan.root, run, nodeHost);
    expect(tree(plan.root)).toEqual(before);
  });

  it('can be undone when the package manager put the manifests into its own format', async () => {
    const plan = consumer();
    const before = tree(plan.root);
    const run = await written(plan);
    const yarn: Host = {
      ...nodeHost,
      run: (argv, options) => {
        if (argv[0] !== 'npm') return nodeHost.run(argv, options);
        for (const name of ['package.json', 'packages/app/package.json'])
          fs.appendFileSync(path.join(plan.root, name), '\n');
        return Promise.resolve({ code: 0, stdout: '', stderr: '' });
      },
    };
    await install(plan, run, yarn);
    await undo(plan.root, run, nodeHost);
    expect(tree(plan.root)).toEqual(before);
  });

  it('refuses an undo when the lockfile was edited after it', async () => {
    const plan = consumer();
    const run = await written(plan);
    await install(plan, run, nodeHost);
    fs.appendFileSync(path.join(plan.root, 'package-lock.json'), '\n');
    await expect(undo(plan.root, run, nodeHost)).rejects.toMatchObject({ where: 'package-lock.json' });
  });

  it('sees that an earlier tarball of the same version stays installed', async () => {
    const plan = consumer();
    await install(plan, await written(plan), nodeHost);
    commitAll(plan.root);
    const packages = [{ path: 'packages/app', name: 'app', published: false, sdk: {} }];
    const files = [planned(plan.root, tarball, packed('0.1.0', 'export const other = 1;'))];
    const renewed = { ...plan, project: { ...plan.project, packages }, files };
    const { verdicts } = await install(renewed, await written(renewed), nodeHost);
    expect(verdict(verdicts, 'install')?.outcome).toBe('passed');
    expect(verdict(verdicts, 'resolves')).toMatchObject({
      outcome: 'failed',
      why: expect.stringContaining('packages/app: the installed @resession/transport 0.1.0 is not the one') as string,
    });
    execFileSync('npm', ['update', '--ignore-scripts', '@resession/transport'], { cwd: plan.root, stdio: 'ignore' });
    expect(resolves(renewed, nodeHost).outcome).toBe('passed');
  });

  it('finds what a workspace above the root has installed', async () => {
    const { root, files, ...rest } = consumer();
    const member = path.join(root, 'packages/app');
    lay(member, { [tarball]: packed('0.1.0') });
    const spec = `file:./${tarball}`;
    const manifest = (files[0]?.after.data ?? '').replace(/file:[^"]*/, spec);
    const plan = {
      ...rest,
      root: member,
      files: [{ ...planned(member, 'package.json', manifest), kind: 'manifest' as const }],
    };
    const { verdicts } = await install(plan, await written(plan), nodeHost);
    expect(fs.existsSync(path.join(root, 'node_modules/@resession/transport'))).toBe(true);
    expect(verdict(verdicts, 'resolves')).toMatchObject({ outcome: 'passed' });
  });

  it('is pending where it is left out', () => {
    const plan = consumer();
    const { verdicts, nextSteps } = leaveInstall(plan);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['pending', 'pending']);
    expect(nextSteps).toMatchObject([{ command: ['npm', 'install', '--ignore-scripts'] }]);
    expect(leaveInstall({ ...plan, install: null }).nextSteps).toEqual([]);
  });
});

describe('resolves', () => {
  const lie = (root: string, at: string, version: string): void =>
    lay(root, { [`${at}node_modules/@resession/transport/package.json`]: JSON.stringify({ version }) });

  it('takes the nearest copy, as Node does', () => {
    const plan = consumer();
    expect(resolves(plan, nodeHost)).toMatchObject({
      outcome: 'failed',
      why: expect.stringContaining('not installed') as string,
    });
    lie(plan.root, '', '0.1.0');
    expect(resolves(plan, nodeHost).outcome).toBe('passed');
    lie(plan.root, 'packages/app/', '0.0.9');
    expect(resolves(plan, nodeHost)).toMatchObject({
      outcome: 'failed',
      why: expect.stringContaining('0.0.9, not 0.1.0') as string,
    });
  });

  it('fails for a link that leaves the root, and is skipped under Plug’n’Play', () => {
    const plan = consumer();
    const outside = folder();
    lie(outside, '', '0.1.0');
    fs.mkdirSync(path.join(plan.root, 'node_modules'), { recursive: true });
    fs.symlinkSync(path.join(outside, 'node_modules/@resession'), path.join(plan.root, 'node_modules/@resession'));
    expect(resolves(plan, nodeHost)).toMatchObject({
      outcome: 'failed',
      why: expect.stringContaining('outside') as string,
    });
    fs.rmSync(path.join(plan.root, 'node_modules/@resession'));
    lay(plan.root, { '.pnp.cjs': '' });
    expect(resolves(plan, nodeHost).outcome).toBe('skipped');
  });
});

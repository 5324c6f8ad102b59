// Which manifests change and how, where the tarball goes, and what is refused.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { blockedPackages, blockReason } from './blocked.ts';
import { nodeHost } from './host.ts';
import { planManifests, type ManifestInput, type ManifestPlan } from './manifests.ts';
import type { Tarball } from './options.ts';
import { readProject } from './project.ts';
import { commitAll, folder, git, lay } from './sandbox.test.kit.ts';

const bytes = Buffer.from('not really a tarball');
const sri = (of: Buffer): string => `sha512-${createHash('sha512').update(of).digest('base64')}`;

function tarball(): Tarball {
  const place = path.join(folder(), 'resession-transport-0.1.0.tar.gz');
  fs.writeFileSync(place, bytes);
  return { path: place, version: '0.1.0', integrity: sri(bytes) };
}

type Given = Partial<Pick<ManifestInput, 'importers' | 'transport' | 'tarball'>>;

async function plans(root: string, importers: readonly string[], given: Given = {}): Promise<ManifestPlan> {
  const listed = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  const paths = listed.filter((name) => !/(^|\/)\.git\//.test(name) && fs.statSync(path.join(root, name)).isFile());
  const project = readProject(
    nodeHost,
    root,
    paths.filter((name) => /(^|\/)package\.json$/.test(name)),
  );
  return planManifests(
    { root, project, importers, paths, transport: 'vendor', tarball: tarball(), ...given },
    nodeHost,
  );
}

const specOf = (plan: ManifestPlan, file: string): unknown => {
  const data = plan.files.find((one) => one.path === file)?.after.data;
  const { dependencies, devDependencies } = JSON.parse(data ?? '{}') as Record<string, Record<string, string>>;
  return { ...dependencies, ...devDependencies }['@resession/transport'];
};

describe('planManifests', () => {
  it('gives each package that imports it a spec relative to itself, and lays one tarball', async () => {
    const root = folder();
    const app = '\uFEFF{\r\n  "name": "app",\r\n  "private": true\r\n}';
    lay(root, {
      'package.json': '{"private":true,"workspaces":["packages/*"]}',
      'packages/app/package.json': app,
      'packages/other/package.json': '{"private":true}',
    });
    const plan = await plans(root, ['index.ts', 'packages/app/src/a.ts', 'packages/app/src/b.ts']);
    expect(plan.files.map(({ path, kind }) => [path, kind])).toEqual([
      ['package.json', 'manifest'],
      ['packages/app/package.json', 'manifest'],
      ['vendor/resession-transport-0.1.0.tar.gz', 'vendor'],
    ]);
    expect(specOf(plan, 'package.json')).toBe('file:./vendor/resession-transport-0.1.0.tar.gz');
    expect(plan.files[1]?.after.data).toBe(
      '\uFEFF{\r\n  "name": "app",\r\n  "private": true,\r\n  "dependencies": {\r\n    "@resession/transport": "file:../../vendor/resession-transport-0.1.0.tar.gz"\r\n  }\r\n}',
    );
    expect(plan.files[1]?.diff).toContain('+    "@resession/transport"');
    expect(plan.files[2]).toMatchObject({ before: null, after: { data: bytes.toString('base64') } });
    expect(plan.installs).toEqual([
      { argv: ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'], cwd: '' },
    ]);
  });

  it('says that a workspace above the root has the lockfile', async () => {
    const root = folder();
    lay(root, { 'package.json': '{"workspaces":["packages/*"]}', 'packages/a/package.json': '{"private":true}' });
    const { nextSteps } = await plans(path.join(root, 'packages/a'), ['a.ts']);
    expect(nextSteps[0]?.text).toContain(`a member of the workspace at ${root}:`);
    lay(root, { 'packages/a/package-lock.json': '{}' });
    expect((await plans(path.join(root, 'packages/a'), ['a.ts'])).nextSteps).toEqual([]);
  });

  it.each([
    [{ 'bun.lock': '' }, 'bun install'],
    [{ 'yarn.lock': '# yarn lockfile v1' }, 'yarn install --ignore-scripts'],
    [{ 'yarn.lock': '', '.yarnrc.yml': '' }, 'yarn install --mode=skip-build'],
    [{ 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': 'packages: ["packages/*"]' }, 'pnpm install'],
  ])('installs by the package manager of the workspace above the root: %j', async (files, command) => {
    const root = folder();
    lay(root, {
      'package.json': '{"workspaces":["packages/*"]}',
      'packages/a/package.json': '{"private":true}',
      ...files,
    });
    const { installs } = await plans(path.join(root, 'packages/a'), ['a.ts']);
    expect(installs.map(({ argv, cwd }) => [argv.join(' '), cwd])).toEqual([
      [expect.stringMatching(`^${command}`), ''],
    ]);
  });

  it('changes nothing the second time', async () => {
    const root = folder();
    lay(root, { 'package.json': '{"private":true}' });
    const first = await plans(root, ['a.ts']);
    for (const file of first.files) lay(root, { [file.path]: Buffer.from(file.after.data, file.after.encoding) });
    expect(await plans(root, ['a.ts'])).toEqual({ files: [], installs: [], nextSteps: [] });
    expect(await plans(root, [])).toEqual({ files: [], installs: [], nextSteps: [] });
  });

  it('lays a tarball down again that is missing or another one, and follows a newer version', async () => {
    const root = folder();
    const old = 'file:./vendor/resession-transport-0.0.9.tar.gz';
    lay(root, { 'package.json': `{"private":true,"dependencies":{"@resession/transport":"${old}"}}` });
    expect(specOf(await plans(root, ['a.ts']), 'package.json')).toBe('file:./vendor/resession-transport-0.1.0.tar.gz');
    lay(root, {
      'package.json': fs.readFileSync(path.join(root, 'package.json'), 'utf8').replace('0.0.9', '0.1.0'),
      'vendor/resession-transport-0.1.0.tar.gz': 'older build',
    });
    const plan = await plans(root, ['a.ts']);
    expect(plan.installs).toHaveLength(1);
    expect(plan.files).toMatchObject([{ kind: 'vendor', before: expect.stringMatching(/^[\da-f]{64}$/) as string }]);
  });

  it.each([
    [
      'only tests import it',
      '{"private":true,"dependencies":{"@modelcontextprotocol/sdk":"^1"}}',
      ['test/a.ts', 'src/b.test.ts'],
      'devDependencies',
    ],
    [
      'the SDK is bundled',
      '{"private":true,"devDependencies":{"@modelcontextprotocol/client":"^2"}}',
      ['src/a.ts'],
      'devDependencies',
    ],
    [
      'the SDK is a peer',
      '{"private":true,"peerDependencies":{"@modelcontextprotocol/sdk":"^1"},"devDependencies":{"@modelcontextprotocol/sdk":"^1"}}',
      ['src/a.ts'],
      'dependencies',
    ],
    ['code and tests import it', '{"private":true}', ['src/a.ts', 'src/a.test.ts'], 'dependencies'],
    [
      'it was for tests so far',
      '{"private":true,"devDependencies":{"@resession/transport":"^0.1.0"}}',
      ['src/a.ts'],
      'dependencies',
    ],
  ])('chooses the section: %s', async (_, text, importers, section) => {
    const root = folder();
    lay(root, { 'test/app/package.json': text });
    const plan = await plans(
      root,
      importers.map((name) => `test/app/${name}`),
    );
    const json = JSON.parse(plan.files[0]?.after.data ?? '{}') as Record<string, object>;
    const holding = Object.keys(json).filter((key) => Object.keys(json[key] ?? {}).includes('@resession/transport'));
    expect(holding).toEqual([section]);
    const peers = Object.entries(JSON.parse(text) as object).filter(([key]) => key === 'peerDependencies');
    expect(json).toMatchObject(Object.fromEntries(peers));
  });

  it('leaves a spec that somebody chose', async () => {
    const root = folder();
    lay(root, { 'package.json': '{"dependencies":{"@resession/transport":"workspace:*"}}' });
    expect((await plans(root, ['a.ts'])).files).toEqual([]);
  });

  it('says that git ignores the tarball, by which rule, and how to add it', async () => {
    const root = folder();
    lay(root, { 'package.json': '{"private":true}', '.gitignore': 'dist\nvendor/\n' });
    commitAll(root);
    const { nextSteps } = await plans(root, ['a.ts']);
    expect(nextSteps).toEqual([
      {
        text: expect.stringContaining('.gitignore:2 (vendor/)') as string,
        command: ['git', 'add', '-f', 'vendor/resession-transport-0.1.0.tar.gz'],
        in: '',
      },
    ]);
    lay(root, { 'vendor/resession-transport-0.1.0.tar.gz': bytes });
    git(root, 'add', '-f', 'vendor');
    expect((await plans(root, ['a.ts'])).nextSteps).toEqual([]);
  });

  it('refuses a damaged tarball, a missing one, and a file where vendor/ goes', async () => {
    const root = folder();
    lay(root, { 'package.json': '{"private":true}' });
    const damaged = { ...tarball(), integrity: sri(Buffer.from('other')) };
    await expect(plans(root, ['a.ts'], { tarball: damaged })).rejects.toThrow('damaged');
    await expect(plans(root, ['a.ts'], { tarball: null })).rejects.toThrow('missing');
    lay(root, { vendor: 'a file' });
    const refused = { where: 'vendor', what: 'something else is where the transport goes' };
    await expect(plans(root, ['a.ts'])).rejects.toMatchObject(refused);
    fs.rmSync(path.join(root, 'vendor'));
    fs.symlinkSync(folder(), path.join(root, 'vendor'));
    await expect(plans(root, ['a.ts'])).rejects.toMatchObject(refused);
  });
});

describe('what is installed where', () => {
  it('runs in the workspace that counts the package, else in its own folder, by its own package manager', async () => {
    const root = folder();
    lay(root, {
      'package.json': '{"private":true,"workspaces":{"packages":["./libs/*","!libs/out"]}}',
      'yarn.lock': '# yarn lockfile v1\n',
      'libs/in/package.json': '{"private":true}',
      'libs/out/package.json': '{"private":true}',
      'apps/pnpm-workspace.yaml': 'packages: ["*"]\n',
      'apps/pnpm-lock.yaml': '',
      'apps/one/package.json': '{"private":true}',
      'berry/package.json': '{"private":true,"packageManager":"yarn@4.1.0"}',
      'bun/package.json': '{"private":true}',
      'bun/bun.lock': '',
    });
    const { installs } = await plans(root, [
      'libs/in/a.ts',
      'libs/out/a.ts',
      'apps/one/a.ts',
      'berry/a.ts',
      'bun/a.ts',
    ]);
    expect(installs.map(({ argv, cwd }) => `${cwd}: ${argv.join(' ')}`)).toEqual([
      ': yarn install --ignore-scripts --non-interactive',
      'apps: pnpm install --ignore-scripts --no-frozen-lockfile',
      'berry: yarn install --mode=skip-build --no-immutable',
      'bun: bun install --ignore-scripts',
      'libs/out: yarn install --ignore-scripts --non-interactive',
    ]);
  });
});

describe('--transport registry', () => {
  /** A registry of one package, spoken to by the real npm. */
  async function registry(integrity: string | null): Promise<string> {
    const server = createServer((_, response) => {
      const dist = { integrity, tarball: 'http://127.0.0.1/x.tgz', shasum: '0'.repeat(40) };
      const versions = { '0.1.0': { name: '@resession/transport', version: '0.1.0', dist } };
      response.writeHead(integrity === null ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ name: '@resession/transport', 'dist-tags': { latest: '0.1.0' }, versions }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const root = folder();
    const { port } = server.address() as AddressInfo;
    lay(root, {
      'package.json': '{"name":"lib","version":"1.0.0"}',
      '.npmrc': `registry=http://127.0.0.1:${String(port)}/\nfetch-retries=0\ncache=${path.join(root, '.cache')}\n`,
    });
    return root;
  }

  it('writes a range once the registry has the very tarball we ship', async () => {
    const plan = await plans(await registry(sri(bytes)), ['a.ts'], { transport: 'registry' });
    expect(plan.files.map(({ path }) => path)).toEqual(['package.json']);
    expect(specOf(plan, 'package.json')).toBe('^0.1.0');
  });

  it.each([
    ['has another one', sri(Buffer.from('theirs')), 'is not the one'],
    ['has none', null, 'not published'],
  ])('refuses while the registry %s', async (_, integrity, what) => {
    const refused = plans(await registry(integrity), ['a.ts'], { transport: 'registry' });
    await expect(refused).rejects.toMatchObject({ what: expect.stringContaining(what) as string });
  });

  it('refuses without a network', async () => {
    const root = folder();
    lay(root, { 'package.json': '{}', '.npmrc': 'registry=http://127.0.0.1:9/\nfetch-retries=0\n' });
    const refused = plans(root, ['a.ts'], { transport: 'registry' });
    await expect(refused).rejects.toThrow(/^the registry did not answer: .*ECONNREFUSED/);
  });
});

describe('an SDK that is a peer dependency', () => {
  const sdk = '"@modelcontextprotocol/client": "^2.0.0"';
  const lib = (more: string): string =>
    `{ "name": "lib", "version": "1.0.0", ${more}"peerDependencies": { ${sdk} }, "devDependencies": { ${sdk} } }`;

  it('of a published library brings no file: to its users, and still to its own tests', async () => {
    const root = folder();
    lay(root, { 'package.json': lib('') });
    const project = readProject(nodeHost, root, ['package.json']);
    expect(blockReason(project, 'vendor', 'src/a.ts')).toContain('lib is published');
    const { files } = await plans(root, ['test/a.test.ts']);
    const manifest = JSON.parse(String(files.find(({ kind }) => kind === 'manifest')?.after.data)) as object;
    expect(manifest).toMatchObject({
      devDependencies: { '@resession/transport': expect.stringMatching(/^file:/) as string },
    });
    expect(manifest).not.toHaveProperty('dependencies');
  });

  it('of a private one brings it along, for the peer is nobody else’s to install', async () => {
    const root = folder();
    lay(root, { 'package.json': lib('"private": true, ') });
    const { files } = await plans(root, ['src/a.ts']);
    const manifest = JSON.parse(String(files.find(({ kind }) => kind === 'manifest')?.after.data)) as object;
    expect(manifest).toMatchObject({
      dependencies: { '@resession/transport': expect.stringMatching(/^file:/) as string },
    });
  });
});

describe('blocked packages', () => {
  const root = (): string => {
    const made = folder();
    lay(made, {
      'app/package.json': '{"name":"app","private":true,"version":"1.0.0"}',
      'lib/package.json': '{"name":"lib","version":"1.0.0"}',
      'nameless/package.json': '{"version":"1.0.0"}',
      'draft/package.json': '{"name":"draft"}',
      'has/package.json': '{"name":"has","version":"1.0.0","dependencies":{"@resession/transport":"^0.1.0"}}',
      'broken/package.json': '{"name":',
    });
    return made;
  };
  const project = (): ReturnType<typeof readProject> =>
    readProject(
      nodeHost,
      root(),
      ['app', 'lib', 'nameless', 'draft', 'has', 'broken'].map((one) => `${one}/package.json`),
    );

  it('are those whose users a file: spec would break, and those whose manifest is broken', () => {
    expect([...blockedPackages(project(), 'vendor').keys()]).toEqual(['broken', 'lib']);
    expect([...blockedPackages(project(), 'registry').keys()]).toEqual(['broken']);
  });

  it('block their own code, not their tests; a file outside every package is blocked', () => {
    const there = project();
    expect(blockReason(there, 'vendor', 'lib/src/a.ts')).toContain('lib is published');
    expect(blockReason(there, 'vendor', 'lib/test/a.ts')).toBeNull();
    expect(blockReason(there, 'vendor', 'app/src/a.ts')).toBeNull();
    expect(blockReason(there, 'vendor', 'loose.ts')).toContain('No package.json');
  });
});

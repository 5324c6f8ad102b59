// The package as it is published: its contents, its metadata, both module kinds, and a bundle for browsers.
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'tsdown';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildTransport, type BuiltTransport } from './built-transport.ts';
import { installed, withTransport } from './package-cache.ts';
import { PACKAGES, releases } from './versions.ts';

const run = promisify(execFile);
const BIN = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url));
const MINUTES = 180_000;

/** What the tests look at of either entry. */
interface Entry {
  readonly isSessionExpired: (error: unknown) => boolean;
  readonly SessionExpiredError?: new (message: string, data: object) => Error;
}

let built: BuiltTransport;

beforeAll(async () => {
  built = await buildTransport('packed');
});

/** The newest release of both SDKs in one folder, with the package beside them. */
async function both(copy: string): Promise<string> {
  const newest = (generation: 'v1' | 'v2'): string => releases(generation).at(-1)?.version ?? '';
  return installed(PACKAGES.v2, newest('v2'), `packed-${copy}`, [`${PACKAGES.v1}@${newest('v1')}`]);
}

describe('the tarball', () => {
  test('publint finds nothing', { timeout: MINUTES }, async () => {
    const { stdout } = await run(join(BIN, 'publint'), [built.tarball, '--strict']);
    expect(stdout).toContain('All good!');
  });

  test('attw finds nothing', { timeout: MINUTES }, async () => {
    const { stdout } = await run(join(BIN, 'attw'), [built.tarball, '--no-color']);
    expect(stdout).toContain('No problems found');
  });

  test('holds the two builds and their types, and nothing of node', async () => {
    const dist = join(built.folder, 'dist');
    const files = await readdir(dist);
    expect(files.every((file) => /\.(mjs|cjs|d\.mts|d\.cts)$/.test(file))).toBe(true);
    expect(files).toEqual(
      expect.arrayContaining(['index.mjs', 'index.cjs', 'v1.mjs', 'v1.cjs', 'v1.d.cts', 'v1.d.mts']),
    );
    for (const file of files) expect(await readFile(join(dist, file), 'utf8')).not.toMatch(/['"]node:|require\(['"]fs/);
  });

  test('needs neither SDK, nor anything else, to be installed', async () => {
    const manifest = JSON.parse(await readFile(join(built.folder, 'package.json'), 'utf8')) as Record<string, object>;
    expect(manifest['dependencies']).toBeUndefined();
    expect(Object.keys(manifest['peerDependencies'] ?? {})).toEqual(Object.values(PACKAGES));
    expect(manifest['peerDependenciesMeta']).toEqual(
      Object.fromEntries(Object.values(PACKAGES).map((name) => [name, { optional: true }])),
    );
  });
});

describe.each([
  ['.', '@resession/transport', PACKAGES.v2],
  ['./v1', '@resession/transport/v1', `${PACKAGES.v1}/client/streamableHttp.js`],
])('entry %s', (_entry, specifier, stock) => {
  test('extends the class of its own module kind', { timeout: MINUTES }, async () => {
    const folder = await both('a');
    await withTransport(folder, built.folder);
    const load = `import { createRequire } from 'node:module';
import * as ours from '${specifier}';
import * as stock from '${stock}';
const require = createRequire(import.meta.url);
const kinds = [[ours, stock], [require('${specifier}'), require('${stock}')]];
const name = 'StreamableHTTPClientTransport';
console.log(JSON.stringify({
  extend: kinds.map(([mine, its]) => Object.getPrototypeOf(mine[name]) === its[name]),
  build: kinds.map(([mine, its]) => new mine[name](new URL('http://127.0.0.1/')) instanceof its[name]),
  apart: kinds[0][1][name] !== kinds[1][1][name],
}));`;
    const script = join(folder, `kinds-${specifier.length}.mjs`);
    await writeFile(script, load);
    const { stdout } = await run(process.execPath, [script]);
    expect(JSON.parse(stdout)).toEqual({ extend: [true, true], build: [true, true], apart: true });
  });

  test('loads when the other SDK is not there', { timeout: MINUTES }, async () => {
    const generation = specifier.endsWith('/v1') ? 'v1' : 'v2';
    const [oldest] = releases(generation);
    const folder = await installed(PACKAGES[generation], oldest?.version ?? '', 'packed');
    await withTransport(folder, built.folder);
    const script = `console.log(Object.keys(require('${specifier}')).includes('isSessionExpired'))`;
    expect((await run(process.execPath, ['-e', script], { cwd: folder })).stdout.trim()).toBe('true');
  });

  test.each(['browser', 'workerd'])('bundles for %s without node', { timeout: MINUTES }, async (runtime) => {
    const folder = await both('a');
    await withTransport(folder, built.folder);
    const name = `bundle-${runtime}-${specifier.length}`;
    const entry = join(folder, `${name}.mjs`);
    await writeFile(entry, `export { StreamableHTTPClientTransport, isSessionExpired } from '${specifier}';`);
    const outDir = join(folder, name);
    await build({
      cwd: folder,
      config: false,
      entry: { bundle: entry },
      outDir,
      platform: 'browser',
      format: 'esm',
      dts: false,
      logLevel: 'error',
      noExternal: () => true,
      inputOptions: { resolve: { conditionNames: [runtime, 'import', 'default'] } },
    });
    const bundle = (await readdir(outDir)).filter((file) => file.endsWith('js'));
    expect(bundle.length).toBeGreaterThan(0);
    for (const file of bundle) {
      const text = await readFile(join(outDir, file), 'utf8');
      expect(text).toContain('CLIENT_HTTP_SESSION_EXPIRED');
      expect(text).not.toMatch(/(from|import|require\()\s*['"](node:|fs['"]|http['"]|stream['"]|buffer['"])/);
    }
  });
});

test('an error of one copy is recognised by another', { timeout: MINUTES }, async () => {
  const [a, b] = [await both('a'), await both('b')];
  for (const folder of [a, b]) await withTransport(folder, built.folder);
  const load = (folder: string): Entry =>
    createRequire(join(folder, 'package.json'))('@resession/transport/v1') as Entry;
  const [here, there] = [load(a), load(b)];
  if (!here.SessionExpiredError || !there.SessionExpiredError) throw new Error('no SessionExpiredError');
  const error = new here.SessionExpiredError('gone', { status: 404, text: '' });
  expect(error).not.toBeInstanceOf(there.SessionExpiredError);
  expect(there.isSessionExpired(error)).toBe(true);
  expect(there.isSessionExpired(new Error('wrapped', { cause: error }))).toBe(true);
});

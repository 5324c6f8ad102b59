import { lazySource, makeSource, type Questions } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { nodeHost } from '../host.ts';
import { type Project, readProject } from '../project.ts';
import { folder, lay } from '../sandbox.test.kit.ts';
import { analyse, type Analysis, checkerBelow, type Earlier, indexRepository, type World } from './analyse.ts';

const json = (value: unknown): string => JSON.stringify(value);
const build = (module: string): string =>
  `import { StreamableHTTPClientTransport } from '${module}';\nnew StreamableHTTPClientTransport(url);\n`;

/** web -> app -> core, and lone beside them. */
const tree = {
  'core/package.json': json({ name: 'core', dependencies: { '@modelcontextprotocol/client': '2' } }),
  'app/package.json': json({ name: 'app', dependencies: { core: '*', 'mcp-use': '1', zod: '3', '@ai-sdk/mcp': '1' } }),
  'web/package.json': json({ name: 'web', dependencies: { app: '*' } }),
  'lone/package.json': json({ name: 'lone' }),
  'core/src/transport.ts': build('@modelcontextprotocol/client'),
  'app/src/old.ts': build('@modelcontextprotocol/sdk/client/streamableHttp.js'),
  'web/src/new.ts': `import { isSessionExpired } from '@resession/transport';\nisSessionExpired(e);\n`,
  'lone/src/transport.ts': build('@resession/transport'),
  'loose.ts': build('@modelcontextprotocol/client'),
};

function over(files: Readonly<Record<string, string>>, reversed = false, changes = (_path: string) => true): Analysis {
  const root = folder();
  lay(root, files);
  const names = Object.keys(files);
  const project = readProject(
    nodeHost,
    root,
    names.filter((name) => /^[^/]*\/?package\.json$/.test(name)),
  );
  const sources = Object.entries(files).flatMap(([path, text]) =>
    path.endsWith('.ts') ? [makeSource(path, text)] : [],
  );
  return analyse({ ...ground(root, project), sources: () => (reversed ? sources.reverse() : sources), changes });
}

function ground(root: string, project: Project): Omit<World, 'sources' | 'changes'> {
  const known = { host: nodeHost, root, project };
  return {
    ...known,
    index: indexRepository({ ...known, paths: [] }, []),
    now: new Map(),
    source: lazySource,
    checker: checkerBelow(nodeHost, root),
  };
}

const noneEarlier: Earlier = () => [];
const origin = (analysis: Analysis, path: string): Questions['transport-origin'] =>
  analysis.answer('transport-origin', path, noneEarlier);

test('transports of the package and of what it depends on', () => {
  const analysis = over(tree);
  expect(origin(analysis, 'app/src/x.ts').built).toEqual([
    { path: 'app/src/old.ts', line: 2, generation: 'v1', patched: false },
    { path: 'core/src/transport.ts', line: 2, generation: 'v2', patched: false },
  ]);
  expect(origin(analysis, 'core/src/x.ts').built.map(({ path }) => path)).toEqual(['core/src/transport.ts']);
  expect(origin(analysis, 'lone/x.ts').built).toEqual([
    { path: 'lone/src/transport.ts', line: 2, generation: 'v2', patched: true },
  ]);
  expect(origin(analysis, 'other.ts').built.map(({ path }) => path)).toEqual(['loose.ts']);
});

test('a transport that the run will not touch is marked', () => {
  const analysis = over(tree, false, (path) => path.startsWith('app/'));
  expect(origin(analysis, 'app/src/x.ts').built.map(({ outside }) => outside)).toEqual([undefined, true]);
});

test('checks of the package and of those that depend on it', () => {
  const earlier: Earlier = (path) =>
    path === 'app/src/old.ts' ? [{ line: 1, kind: 'fix', imports: ['@resession/transport/v1'] }] : [];
  const analysis = over(tree);
  expect(analysis.answer('expiry-checks', 'core/src/transport.ts', earlier).checks).toEqual([
    { path: 'app/src/old.ts', line: 1, kind: 'fix', generation: 'v1' },
    { path: 'web/src/new.ts', line: 2, kind: 'done', generation: 'v2' },
  ]);
  expect(analysis.answer('expiry-checks', 'lone/src/transport.ts', earlier).checks).toEqual([]);
});

test('the generation of a check: its change, else its file, else its package', () => {
  const found =
    (kind: 'ask' | 'todo'): Earlier =>
    (path) =>
      [{ line: 9, kind, imports: [] }].filter(() => path.endsWith('.ts'));
  const analysis = over({
    'a/package.json': json({ name: 'a', dependencies: { '@modelcontextprotocol/sdk': '1' } }),
    'a/file.ts': build('@modelcontextprotocol/client'),
    'b/package.json': json({ name: 'b', dependencies: { '@modelcontextprotocol/sdk': '1' } }),
    'b/file.ts': 'isSessionGone(e);',
    'c/package.json': json({ name: 'c' }),
    'c/file.ts': 'isSessionGone(e);',
  });
  const generation = (path: string): string[] =>
    analysis.answer('expiry-checks', path, found('ask')).checks.map((check) => check.generation);
  expect([generation('a/file.ts'), generation('b/file.ts'), generation('c/file.ts')]).toEqual([
    ['v2'],
    ['v1'],
    ['either'],
  ]);
});

test('dependencies that are clients of their own: installed ones by what they depend on, others by name', () => {
  const files = {
    ...tree,
    'package.json': json({ name: 'root' }),
    'node_modules/zod/package.json': json({ devDependencies: { '@modelcontextprotocol/sdk': '1' } }),
  };
  expect(origin(over(files), 'app/x.ts').dependencies).toEqual(['@ai-sdk/mcp', 'mcp-use']);
  const installed = {
    ...files,
    'node_modules/zod/package.json': json({ dependencies: { '@modelcontextprotocol/sdk': '1' } }),
  };
  expect(origin(over(installed), 'app/x.ts').dependencies).toEqual(['@ai-sdk/mcp', 'mcp-use', 'zod']);
  expect(origin(over(files), 'web/x.ts').dependencies).toEqual([]);
  expect(origin(over(files), 'core/x.ts').dependencies).toEqual([]);
});

test('the same answers whatever the order of the files', () => {
  for (const path of ['app/x.ts', 'core/x.ts', 'web/x.ts']) {
    expect(origin(over(tree, true), path)).toEqual(origin(over(tree), path));
  }
});

test('nothing is read before the first question', () => {
  let read = false;
  const sources = (): [] => {
    read = true;
    return [];
  };
  const project = readProject(nodeHost, folder(), []);
  const analysis = analyse({ ...ground('/', project), sources, changes: () => true });
  expect(read).toBe(false);
  origin(analysis, 'a.ts');
  expect(read).toBe(true);
});

test('a guard from the entry for v1 that was left behind in a package on v2 is a check of v2', () => {
  const guard = "import { isSessionExpired } from '@resession/transport/v1';\nisSessionExpired(e);\n";
  const onV2 = json({ name: 'app', dependencies: { '@modelcontextprotocol/client': '2' } });
  const onBoth = json({
    name: 'app',
    dependencies: { '@modelcontextprotocol/client': '2', '@modelcontextprotocol/sdk': '1' },
  });
  const old = "import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";
  const asked = (manifest: string, text: string): readonly string[] =>
    over({ 'app/package.json': manifest, 'app/x.ts': text })
      .answer('expiry-checks', 'app/y.ts', noneEarlier)
      .checks.map(({ kind, generation }) => `${kind} ${generation}`);
  expect(asked(onV2, guard)).toEqual(['done v2']);
  expect(asked(onBoth, guard)).toEqual(['done v1']);
  expect(asked(onV2, `${old}${guard}`)).toEqual(['done v1']);
});

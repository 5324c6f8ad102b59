// Nobody who loads a file may be missing from its neighbourhood; what is far away stays out of it.

import { lazySource } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { indexRepository, modulesIn } from '../analyse/analyse.ts';
import { ground, type Layout } from '../analyse/modules/modules.test.kit.ts';
import type { Ground } from '../analyse/modules/resolve.ts';
import { nodeHost } from '../host.ts';
import { asNeedles } from '../needles.ts';
import { prefilter } from '../prefilter.ts';
import { foresee, neighbourhood } from './neighbourhood.ts';

const helper = 'packages/errors/src/gone.ts';
const home: Layout = {
  'package.json': { private: true, workspaces: ['packages/*'] },
  'packages/errors/package.json': { name: '@acme/errors', exports: './src/gone.ts' },
  [helper]: 'export const isGone = (error) => error.status === 404;',
};

/** Packages that have nothing to do with it. */
const far: Layout = Object.fromEntries(
  ['red', 'green', 'blue', 'white', 'black'].flatMap((name) => [
    [`packages/${name}/package.json`, { name: `@acme/${name}` }],
    ...['a', 'b'].map((file) => [`packages/${name}/src/${file}.ts`, `export const ${file} = '${name}';`]),
  ]),
);

/** The sources of a tree, those among them that may load a file, and those that do. */
function around(file: string, laid: Ground): Record<'sources' | 'near' | 'loaders', readonly string[]> {
  const sources = laid.paths.filter((path) => path.endsWith('.ts')).sort();
  const listing = { sources, selected: sources, paths: laid.paths, manifests: [], closed: [], repositories: [] };
  const index = indexRepository(laid, sources);
  const tree = { root: laid.root, listing, project: laid.project, resolution: index.resolution };
  const near = neighbourhood([file], tree, nodeHost)(file);
  // What the first look has found along the way tells the same.
  const names = foresee(
    laid.paths.filter((path) => isBeside(path, file)),
    tree,
    nodeHost,
  );
  const filtered = prefilter(laid.root, sources, [], nodeHost, undefined, [...names.values()].map(asNeedles));
  const foreseen = new Map(
    [...names].map(([home, own], place) => [home, { names: own, holding: filtered.telling[place] ?? [] }]),
  );
  expect(neighbourhood([file], tree, nodeHost, { filtered, foreseen })(file)).toEqual(near);
  const loaders = modulesIn(index, { now: new Map(), source: lazySource }).importers(file, '');
  return { sources, near, loaders: loaders.map(({ path }) => path) };
}

function isBeside(path: string, file: string): boolean {
  return path.endsWith('/package.json') && file.startsWith(path.slice(0, -'package.json'.length));
}

function near(layout: Layout): { readonly sources: readonly string[]; readonly loaders: readonly string[] } {
  const { near: found, loaders } = around(helper, ground({ ...home, ...far, ...layout }));
  return { sources: found, loaders };
}

const web = { 'packages/web/package.json': { name: 'web' } };
const uses = 'isGone(error);';

test.each<[string, string, Layout]>([
  [
    'by a name that nobody declares',
    'packages/web/a.ts',
    { 'packages/web/a.ts': `import { isGone } from '@acme/errors'; ${uses}` },
  ],
  [
    'by its place',
    'packages/web/a.ts',
    { 'packages/web/a.ts': `import { isGone } from '../errors/src/gone'; ${uses}` },
  ],
  [
    'from a package inside',
    'packages/errors/sub/a.ts',
    {
      'packages/errors/sub/package.json': { name: 'sub' },
      'packages/errors/sub/a.ts': `import { isGone } from '../src/gone'; ${uses}`,
    },
  ],
  [
    'by an alias of a tsconfig',
    'packages/web/a.ts',
    {
      'tsconfig.json': { compilerOptions: { paths: { '~gone': ['./packages/errors/src/gone.ts'] } } },
      'packages/web/a.ts': `import { isGone } from '~gone'; ${uses}`,
    },
  ],
  [
    'by an alias for all packages',
    'packages/web/a.ts',
    {
      'tsconfig.json': { compilerOptions: { paths: { 'lib-*': ['./packages/*/src/gone.ts'] } } },
      'packages/web/a.ts': `import { isGone } from 'lib-errors'; ${uses}`,
    },
  ],
  [
    'by an alias of what a tsconfig extends',
    'packages/web/a.ts',
    {
      'tsconfig.json': { extends: './config/base.json' },
      'config/base.json': { compilerOptions: { paths: { '~gone': ['../packages/errors/src/gone.ts'] } } },
      'packages/web/a.ts': `import { isGone } from '~gone'; ${uses}`,
    },
  ],
  [
    'from where all names begin',
    'packages/web/a.ts',
    {
      'tsconfig.json': { compilerOptions: { baseUrl: 'packages' } },
      'packages/errors/index.ts': `export * from './src/gone';`,
      'packages/web/a.ts': `import { isGone } from 'errors'; ${uses}`,
    },
  ],
  [
    'by a name of its own imports',
    'packages/web/a.ts',
    {
      'packages/web/package.json': { name: 'web', imports: { '#gone': { default: '@acme/errors' } } },
      'packages/web/a.ts': `import { isGone } from '#gone'; ${uses}`,
    },
  ],
  [
    'by a name that is not ASCII',
    'packages/web/a.ts',
    {
      'packages/größe/package.json': { name: '@acme/size', exports: './x.ts' },
      'packages/größe/x.ts': `export * from '@acme/errors';`,
      'packages/web/a.ts': `import { isGone } from '../größe/x'; ${uses}`,
    },
  ],
  [
    'by another name of the dependency',
    'packages/web/a.ts',
    {
      'packages/web/package.json': { name: 'web', dependencies: { faults: 'workspace:@acme/errors@*' } },
      'packages/web/a.ts': `import { isGone } from 'faults'; ${uses}`,
    },
  ],
  [
    'through a package that hands it on',
    'packages/web/a.ts',
    {
      'packages/core/package.json': { name: '@acme/core', exports: './index.ts' },
      'packages/core/index.ts': `export * from '@acme/errors';`,
      'packages/web/a.ts': `import { isGone } from '@acme/core'; ${uses}`,
    },
  ],
])('who loads it %s is near', (_how, path, layout) => {
  const { sources, loaders } = near({ ...web, ...layout });
  expect(sources).toContain(path);
  expect(sources).toEqual(expect.arrayContaining([...loaders]));
  expect(sources).not.toContain('packages/red/src/a.ts');
});

test.each([
  ['a link to a folder', 'linked', '../errors/src', './linked/gone'],
  ['a link to a file', 'linked.ts', '../errors/src/gone.ts', './linked'],
])('who loads it through %s is near', (_what, link, place, specifier) => {
  const { sources } = near({
    ...web,
    [`packages/web/${link}`]: `-> ${place}`,
    'packages/web/a.ts': `import { isGone } from '${specifier}'; ${uses}`,
  });
  expect(sources).toContain('packages/web/a.ts');
  expect(sources).not.toContain('packages/red/src/a.ts');
});

test('who loads it from above is near', () => {
  const layout = { 'tools/a.ts': `import { isGone } from '../packages/errors/src/gone'; ${uses}` };
  expect(near(layout).sources).toContain('tools/a.ts');
});

test('what speaks for every file leaves nobody out', () => {
  const everything = { 'tsconfig.json': { compilerOptions: { paths: { '*': ['./packages/errors/src/*'] } } } };
  const { sources } = near({ ...web, ...everything, 'packages/web/a.ts': `import { isGone } from 'gone'; ${uses}` });
  expect(sources).toContain('packages/web/a.ts');
  expect(sources).toContain('packages/red/src/a.ts');
});

test('around a file above every package lies all there is', () => {
  const { sources, near: found } = around('gone.ts', ground({ ...far, 'gone.ts': 'export const gone = 404;' }));
  expect(found).toBe(sources);
});

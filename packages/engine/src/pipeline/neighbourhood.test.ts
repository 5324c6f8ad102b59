// Nobody who loads a file may be missing from its neighbourhood; what is far away stays out of it.

import { lazySource } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { indexRepository, modulesIn } from '../analyse/analyse.ts';
import { ground, type Layout } from '../analyse/modules/modules.test.kit.ts';
import { nodeHost } from '../host.ts';
import { neighbourhood } from './neighbourhood.ts';

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

function near(layout: Layout): { readonly sources: readonly string[]; readonly loaders: readonly string[] } {
  const laid = ground({ ...home, ...far, ...layout });
  const sources = laid.paths.filter((path) => path.endsWith('.ts')).sort();
  const listing = { sources, selected: sources, paths: laid.paths, manifests: [], closed: [], repositories: [] };
  const mayLoad = neighbourhood([helper], { root: laid.root, listing, project: laid.project }, nodeHost);
  const index = indexRepository(laid, () => sources);
  const loaders = modulesIn(index, { now: new Map(), source: lazySource }).importers(helper, '');
  return { sources: mayLoad(helper), loaders: loaders.map(({ path }) => path) };
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
  const laid = ground({ ...far, 'gone.ts': 'export const gone = 404;' });
  const sources = laid.paths.filter((path) => path.endsWith('.ts')).sort();
  const listing = { sources, selected: sources, paths: laid.paths, manifests: [], closed: [], repositories: [] };
  expect(neighbourhood(['gone.ts'], { root: laid.root, listing, project: laid.project }, nodeHost)('gone.ts')).toBe(
    sources,
  );
});

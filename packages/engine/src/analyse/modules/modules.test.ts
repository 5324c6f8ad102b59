import { lazySource, type Modules, type Source } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { indexRepository, modulesOf } from './modules.ts';
import { ground, type Layout } from './modules.test.kit.ts';
import { viewOf } from './round.ts';

function over(layout: Layout, now: ReadonlyMap<string, string> = new Map()): Modules {
  const laid = ground(layout);
  const sources = laid.paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !path.endsWith('.d.ts'));
  return modulesOf(viewOf(indexRepository(laid, sources), { now, source: lazySource }));
}

const paths = (sources: readonly Source[]): string[] => sources.map(({ path }) => path);

test('a specifier leads to the source of a file, or out', () => {
  const modules = over({
    'package.json': { dependencies: { zod: '3' } },
    'a.ts': '',
    'b.ts': '\uFEFFexport const b = 1;',
  });
  expect(modules.resolve('a.ts', './b')).toMatchObject({
    kind: 'file',
    source: { path: 'b.ts', text: 'export const b = 1;' },
  });
  expect(modules.resolve('a.ts', 'zod')).toEqual({ kind: 'package', name: 'zod' });
  expect(modules.resolve('a.ts', './c')).toBeUndefined();
});

test('importers, by every way a file can be loaded', () => {
  const modules = over({
    'package.json': { imports: { '#errors': './src/errors.ts' } },
    'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
    'src/errors.ts': 'export const isGone = () => true;',
    'src/relative.ts': `import { isGone } from './errors.js';`,
    'src/alias.tsx': `import { isGone as gone } from '@/errors';`,
    'src/internal.ts': `import { isGone } from '#errors';`,
    'src/required.cjs': `const { isGone } = require('./errors');`,
    'src/later.mjs': `const { isGone } = await import('./errors.ts');`,
    'src/other.ts': `import { isGone } from './elsewhere'; // ./errors`,
    'src/elsewhere.ts': 'export const isGone = 1;',
    'src/unnamed.ts': `import { other } from './errors';`,
    'src/longer.ts': `import { isGoneNow } from './errors';`,
    'src/binary.ts': Buffer.from([0, ...Buffer.from(`import { isGone } from './errors';`)]).toString('latin1'),
  });
  expect(paths(modules.importers('src/errors.ts', 'isGone'))).toEqual([
    'src/alias.tsx',
    'src/internal.ts',
    'src/later.mjs',
    'src/relative.ts',
    'src/required.cjs',
  ]);
  expect(paths(modules.importers('src/errors.ts', ''))).toContain('src/unnamed.ts');
  expect(modules.importers('gone.ts', 'isGone')).toEqual([]);
});

test('importers through barrels, which may lead round in circles', () => {
  const modules = over({
    'package.json': {},
    'core/package.json': { name: '@x/core', exports: './dist/index.js' },
    'core/src/index.ts': `export * from './errors/index.js';\nexport { more } from './more.js';`,
    'core/src/more.ts': `export * from './index.js';\nexport const more = 1;`,
    'core/src/errors/index.ts': `export { isGone as default } from './gone.js';\nimport * as gone from './gone.js';\nexport { gone };`,
    'core/src/errors/gone.ts': 'export const isGone = () => true;',
    'core/src/user.ts': `import { isGone } from './errors/gone.js'; use(isGone);`,
    'app/package.json': {},
    'app/a.ts': `import { isGone } from '@x/core';`,
    'app/legacy.js': `const { errors } = require('./shim'); errors.isGone();`,
    'app/shim.js': `const errors = require('@x/core');\nmodule.exports = { errors };`,
    'app/behind.ts': `import { run } from './keeps'; isGone();`,
    'app/keeps.ts': `import { gone } from '@x/core';\nexport function run() { return gone; }`,
  });
  expect(paths(modules.importers('core/src/errors/gone.ts', 'isGone'))).toEqual([
    'app/a.ts',
    'app/legacy.js',
    'core/src/errors/index.ts',
    'core/src/user.ts',
  ]);
});

test('the users of a member, whole names only', () => {
  const modules = over({
    'package.json': {},
    'a.ts': 'class Pool { callTool() {} }\nthis.callTool();',
    'b.ts': 'pool\n  .callTool()',
    'c.ts': 'pool?.callTool?.()',
    'd.ts': 'const { callTool } = pool',
    'e.ts': 'pool.callToolTwice()',
  });
  expect(paths(modules.memberUsers('a.ts', 'callTool'))).toEqual(['b.ts', 'c.ts']);
});

test('the texts are those of the round', () => {
  const layout = {
    'package.json': {},
    'errors.ts': 'export const isGone = 1;',
    'was.ts': `import { isGone } from './errors';`,
    'will.ts': `import { isDead } from './other';`,
    'other.ts': '',
  };
  const now = new Map([
    ['was.ts', ''],
    ['will.ts', `import { isGone } from './errors';\nx.gone();`],
  ]);
  const modules = over(layout, now);
  expect(modules.importers('errors.ts', 'isGone').map(({ text }) => text)).toEqual([now.get('will.ts')]);
  expect(paths(modules.memberUsers('errors.ts', 'gone'))).toEqual(['will.ts']);
  expect(modules.resolve('errors.ts', './was')).toMatchObject({ source: { text: '' } });
});

test('many long texts are read again where there is no room for them', () => {
  const filler = `// ${'x'.repeat(1024 * 1024)}\n`;
  const layout = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [`f${n}.ts`, `import { isGone } from './errors';\n${filler}`]),
  );
  const modules = over({ 'package.json': {}, 'errors.ts': 'export const isGone = 1;', ...layout });
  expect(modules.importers('errors.ts', 'isGone')).toHaveLength(40);
  expect(modules.importers('errors.ts', 'isGone')).toHaveLength(40);
});

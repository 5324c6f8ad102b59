import { expect, test } from 'vitest';
import { nodeHost } from '../../host.ts';
import { folder, lay } from '../../sandbox.test.kit.ts';
import { ground, leading } from './modules.test.kit.ts';
import { resolutionIn } from './resolve.ts';

const none = '';

test('relative names, as TypeScript, Node and bundlers write them', () => {
  const lead = leading({
    'src/a.ts': none,
    'src/b.tsx': none,
    'src/c.mts': none,
    'src/d.cts': none,
    'src/e.js': none,
    'src/f.d.ts': none,
    'src/both.ts': none,
    'src/both.js': none,
    'src/typed.js': none,
    'src/typed.d.ts': none,
    'src/data.json': '{}',
    'src/dotted.service.ts': none,
    'src/folder/index.ts': none,
    'src/file.ts': none,
    'src/file/index.ts': none,
    'src/main/package.json': { main: './lib/entry.js' },
    'src/main/lib/entry.ts': none,
    'index.ts': none,
  });
  const from = (specifier: string, path = 'src/a.ts'): string | undefined => lead(path, specifier);
  expect(from('./b')).toBe('src/b.tsx');
  expect(from('./b.js')).toBe('src/b.tsx');
  expect(from('./b.jsx')).toBe('src/b.tsx');
  expect(from('./c.mjs')).toBe('src/c.mts');
  expect(from('./d.cjs')).toBe('src/d.cts');
  expect(from('./a.ts', 'index.ts')).toBeUndefined();
  expect(from('./e')).toBe('src/e.js');
  expect(from('./f')).toBe('src/f.d.ts');
  expect(from('./f.js')).toBe('src/f.d.ts');
  expect(from('./typed.js')).toBe('src/typed.js');
  expect(from('./both.js')).toBe('src/both.ts');
  expect(from('./both.js', 'src/e.js')).toBe('src/both.js');
  expect(from('./dotted.service')).toBe('src/dotted.service.ts');
  expect(from('./folder')).toBe('src/folder/index.ts');
  expect(from('./folder/')).toBe('src/folder/index.ts');
  expect(from('./folder/index.js')).toBe('src/folder/index.ts');
  expect(from('./file')).toBe('src/file.ts');
  expect(from('./file/')).toBe('src/file/index.ts');
  expect(from('./main')).toBe('src/main/lib/entry.ts');
  expect(from('.', 'src/folder/x.ts')).toBe('src/folder/index.ts');
  expect(from('..', 'src/x.ts')).toBe('index.ts');
  expect(from('../..', 'src/folder/x.ts')).toBe('index.ts');
  expect(from('./data.json')).toBeUndefined();
  expect(from('./a.ts?raw', 'src/e.js')).toBeUndefined();
  expect(from('./gone')).toBeUndefined();
  expect(from('../../../../etc/passwd')).toBeUndefined();
  expect(from('/etc/passwd')).toBeUndefined();
});

test('dependencies: declared above the file, built in or installed; anything else is not known', () => {
  const lead = leading({
    'package.json': { name: 'root', devDependencies: { zod: '3', '@scope/lib': '1', '@types/estree': '1' } },
    'app/package.json': { name: 'app', dependencies: { got: '1' } },
    'app/a.ts': none,
    'b.ts': none,
    'node_modules/left-pad/index.js': none,
    'app/node_modules/inner/index.js': none,
  });
  expect(lead('app/a.ts', 'zod')).toBe('package zod');
  expect(lead('app/a.ts', 'zod/v4')).toBe('package zod');
  expect(lead('app/a.ts', '@scope/lib/deep/er.js')).toBe('package @scope/lib');
  expect(lead('app/a.ts', 'got')).toBe('package got');
  expect(lead('b.ts', 'got')).toBeUndefined();
  expect(lead('app/a.ts', 'estree')).toBe('package estree');
  expect(lead('app/a.ts', 'left-pad')).toBe('package left-pad');
  expect(lead('app/a.ts', 'inner')).toBe('package inner');
  expect(lead('b.ts', 'inner')).toBeUndefined();
  expect(lead('b.ts', 'fs')).toBe('package node:fs');
  expect(lead('b.ts', 'node:fs/promises')).toBe('package node:fs/promises');
  expect(lead('b.ts', 'cloudflare:workers')).toBe('package cloudflare:workers');
  for (const strange of ['@/lib', '~/lib', 'undeclared', '', '@scope', 'a/../zod', '#x', 'C:\\x', 'http://x/y.js']) {
    expect(lead('app/a.ts', strange)).toBeUndefined();
  }
});

test('paths and baseUrl, by the longest pattern and the first target that is there', () => {
  const lead = leading({
    'package.json': { dependencies: { '@app/declared': '1' } },
    'tsconfig.json': `{
      // comments and trailing commas are fine
      "compilerOptions": {
        "baseUrl": "./src",
        "paths": { "@/*": ["gen/*", "./*"], "@/deep/*": ["far/*"], "exact": ["one/exact.ts"], "@app/*": ["app/*"], "*.css": ["css/*"], },
      },
    }`,
    'src/one/exact.ts': none,
    'src/far/x.ts': none,
    'src/deep/x.ts': none,
    'src/gen/both.ts': none,
    'src/both.ts': none,
    'src/app/mine.ts': none,
    'src/lib/index.ts': none,
    'src/a.ts': none,
    'src/b.js': none,
  });
  const from = (specifier: string): string | undefined => lead('src/a.ts', specifier);
  expect(from('@/one/exact')).toBe('src/one/exact.ts');
  expect(from('@/both')).toBe('src/gen/both.ts');
  expect(from('@/b.js')).toBe('src/b.js');
  expect(from('@/deep/x.js')).toBe('src/far/x.ts');
  expect(from('exact')).toBe('src/one/exact.ts');
  expect(from('exact/more')).toBeUndefined();
  expect(from('@app/mine')).toBe('src/app/mine.ts');
  expect(from('@app/declared')).toBe('package @app/declared');
  expect(from('lib')).toBe('src/lib/index.ts');
  expect(from('one/exact')).toBe('src/one/exact.ts');
  expect(from('@/gone')).toBeUndefined();
  expect(lead('src/b.js', '@/one/exact')).toBe('src/one/exact.ts');
});

test('paths are relative to the tsconfig that has them, through extends by file, list, workspace and node_modules', () => {
  const lead = leading({
    'package.json': {},
    'tsconfig.base.json': { compilerOptions: { paths: { '@base/*': ['./shared/*'] } } },
    'shared/x.ts': none,
    'configs/package.json': { name: '@repo/configs' },
    'configs/web.json': { compilerOptions: { paths: { '@home/*': ['${configDir}/home/*'] } } },
    'node_modules/@tsconfig/strict/tsconfig.json': { compilerOptions: { baseUrl: '../../../shared' } },
    'one/tsconfig.json': { extends: '../tsconfig.base' },
    'one/a.ts': none,
    'two/tsconfig.json': { extends: ['../tsconfig.base.json', '@repo/configs/web.json'] },
    'two/home/y.ts': none,
    'two/a.ts': none,
    'three/tsconfig.json': { extends: '@tsconfig/strict' },
    'three/a.ts': none,
    'four/tsconfig.json': { extends: '@not/installed', compilerOptions: { paths: { '@base/*': ['../shared/*'] } } },
    'four/a.ts': none,
  });
  expect(lead('one/a.ts', '@base/x')).toBe('shared/x.ts');
  // The last of a list wins, and paths are not merged.
  expect(lead('two/a.ts', '@base/x')).toBeUndefined();
  expect(lead('two/a.ts', '@home/y')).toBe('two/home/y.ts');
  expect(lead('three/a.ts', 'x')).toBe('shared/x.ts');
  expect(lead('four/a.ts', '@base/x')).toBe('shared/x.ts');
});

test('the tsconfig that takes the file in: references of a solution, siblings, the one above, the nearest for the rest', () => {
  const alias = (target: string): object => ({ compilerOptions: { paths: { '~': [target] } } });
  const lead = leading({
    'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './packages/lib' }] },
    'tsconfig.app.json': { include: ['src'], ...alias('./app.ts') },
    'tsconfig.node.json': { include: ['*.config.ts'], ...alias('./node.ts') },
    'packages/lib/tsconfig.json': { include: ['src'], exclude: ['**/*.test.ts'], ...alias('./lib.ts') },
    'js/jsconfig.json': alias('./js.js'),
    'app.ts': none,
    'node.ts': none,
    'js/js.js': none,
    'packages/lib/lib.ts': none,
  });
  expect(lead('src/deep/a.ts', '~')).toBe('app.ts');
  expect(lead('vite.config.ts', '~')).toBe('node.ts');
  expect(lead('packages/lib/src/a.ts', '~')).toBe('packages/lib/lib.ts');
  expect(lead('packages/lib/src/a.test.ts', '~')).toBe('packages/lib/lib.ts');
  expect(lead('js/a.js', '~')).toBe('js/js.js');
});

test('a broken tsconfig, or one that extends itself, explains nothing; what needs none is still found', () => {
  const files = {
    'package.json': { dependencies: { zod: '3' } },
    'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./*'] } } },
    'x.ts': none,
    'bad/tsconfig.json': '{ "compilerOptions": { "paths": ',
    'bad/a.ts': none,
    'bad/b.ts': none,
    'round/tsconfig.json': { extends: './tsconfig.json' },
    'odd/tsconfig.json': {
      extends: 7,
      compilerOptions: { baseUrl: [], paths: { '@/*': 'x', '*/*': ['x'] } },
      references: {},
    },
  };
  const lead = leading(files);
  expect(lead('a.ts', '@/x')).toBe('x.ts');
  expect(lead('bad/a.ts', '@/x')).toBeUndefined();
  expect(lead('bad/a.ts', './b')).toBe('bad/b.ts');
  expect(lead('bad/a.ts', 'zod')).toBe('package zod');
  expect(lead('round/a.ts', '@/x')).toBeUndefined();
  expect(lead('odd/a.ts', '@/x')).toBeUndefined();
});

test('workspace packages by name: exports, conditions, patterns, main; what is built leads back to its source', () => {
  const lead = leading({
    'package.json': { workspaces: ['packages/*'] },
    'packages/app/package.json': { name: 'app', dependencies: { core: '*' } },
    'packages/app/a.ts': none,
    'packages/core/package.json': {
      name: '@x/core',
      exports: {
        '.': { types: './dist/index.d.ts', browser: './dist/browser.js', import: './dist/index.mjs' },
        './errors': './dist/errors/index.js',
        './features/*': { import: './dist/features/*.js' },
        './features/private/*': null,
        './written': './lib/written.js',
        './package.json': './package.json',
      },
    },
    'packages/core/src/index.ts': none,
    'packages/core/src/browser.ts': none,
    'packages/core/src/errors/index.ts': none,
    'packages/core/src/features/one.tsx': none,
    'packages/core/src/features/private/no.ts': none,
    'packages/core/lib/written.js': none,
    'packages/core/src/hidden.ts': none,
    'packages/old/package.json': { name: 'old', main: 'lib/main.js' },
    'packages/old/source/main.ts': none,
    'packages/old/source/more.ts': none,
    'packages/bare/package.json': { name: 'bare' },
    'packages/bare/index.js': none,
    'packages/sugar/package.json': { name: 'sugar', exports: './dist/esm/start.js' },
    'packages/sugar/src/start.ts': none,
    'packages/none/package.json': { name: 'none', exports: './dist/none.js' },
    'packages/two/package.json': { name: 'two', main: './dist/x.js' },
    'packages/two/src/x.ts': none,
    'packages/two/lib/x.ts': none,
  });
  const from = (specifier: string): string | undefined => lead('packages/app/a.ts', specifier);
  expect(from('@x/core')).toBe('packages/core/src/index.ts');
  expect(from('@x/core/errors')).toBe('packages/core/src/errors/index.ts');
  expect(from('@x/core/features/one')).toBe('packages/core/src/features/one.tsx');
  expect(from('@x/core/features/private/no')).toBeUndefined();
  expect(from('@x/core/written')).toBe('packages/core/lib/written.js');
  expect(from('@x/core/src/hidden')).toBe('packages/core/src/hidden.ts');
  expect(from('@x/core/hidden')).toBeUndefined();
  expect(from('old')).toBe('packages/old/source/main.ts');
  expect(from('old/lib/more')).toBe('packages/old/source/more.ts');
  expect(from('bare')).toBe('packages/bare/index.js');
  expect(from('sugar')).toBe('packages/sugar/src/start.ts');
  // A package of the workspace is never outside, even where its file cannot be told.
  expect(from('none')).toBeUndefined();
  expect(from('two')).toBeUndefined();
  expect(lead('packages/core/src/errors/index.ts', '@x/core')).toBe('packages/core/src/index.ts');
});

test('outDir and rootDir of a package tell what a built file comes from; a condition of the tsconfig is heeded', () => {
  const lead = leading({
    'package.json': {},
    'app/package.json': {},
    'app/tsconfig.json': { compilerOptions: { customConditions: ['@x/source'] } },
    'app/a.ts': none,
    'core/package.json': {
      name: 'core',
      exports: { '.': './built/js/index.js', './cond': { default: './none.js', '@x/source': './cond.ts' } },
    },
    'core/cond.ts': none,
    'core/tsconfig.json': { compilerOptions: { noEmit: true } },
    'core/tsconfig.build.json': { compilerOptions: { outDir: 'built/js', rootDir: 'code' }, include: ['code'] },
    'core/code/index.ts': none,
    'core/index.ts': none,
    'auto/package.json': { name: 'auto', main: './out/index.js', types: './out/types/index.d.ts' },
    'auto/tsconfig.json': { compilerOptions: { outDir: './out', declarationDir: './out/types' }, include: ['ts/**/*'] },
    'auto/ts/index.ts': none,
  });
  expect(lead('app/a.ts', 'core')).toBe('core/code/index.ts');
  expect(lead('app/a.ts', 'core/cond')).toBe('core/cond.ts');
  expect(lead('app/a.ts', 'auto')).toBe('auto/ts/index.ts');
});

test('imports of the own package: files, patterns, conditions and other packages', () => {
  const lead = leading({
    'package.json': {
      name: 'app',
      imports: {
        '#lib/*': './src/lib/*.js',
        '#errors': { node: './dist/errors.js' },
        '#dep': 'zod/v4',
        '#core': 'core',
      },
      dependencies: { zod: '4' },
    },
    'core/package.json': { name: 'core', main: 'index.js' },
    'core/index.ts': none,
    'src/lib/x.ts': none,
    'src/errors.ts': none,
  });
  expect(lead('src/a.ts', '#lib/x')).toBe('src/lib/x.ts');
  expect(lead('src/a.ts', '#errors')).toBe('src/errors.ts');
  expect(lead('src/a.ts', '#dep')).toBe('package zod');
  expect(lead('src/a.ts', '#core')).toBe('core/index.ts');
  expect(lead('src/a.ts', '#gone')).toBeUndefined();
  expect(lead('core/a.ts', '#errors')).toBeUndefined();
});

test('several packages of one name: the one that is linked or declared by its folder, else none', () => {
  const lead = leading({
    'package.json': {},
    'a/package.json': { name: 'twin' },
    'a/index.ts': none,
    'b/package.json': { name: 'twin' },
    'b/index.ts': none,
    'linked/x.ts': none,
    'linked/package.json': {},
    'linked/node_modules/twin': '-> ../../b',
    'folder/package.json': { dependencies: { twin: 'file:../a', other: 'link:../b' } },
    'folder/x.ts': none,
    'lost/x.ts': none,
  });
  expect(lead('linked/x.ts', 'twin')).toBe('b/index.ts');
  expect(lead('folder/x.ts', 'twin')).toBe('a/index.ts');
  expect(lead('folder/x.ts', 'other')).toBe('b/index.ts');
  expect(lead('lost/x.ts', 'twin')).toBeUndefined();
});

test('links lead back to the file of the repository, and never out of it', () => {
  const outside = folder();
  lay(outside, {
    'x.ts': '',
    'package.json': '{ "name": "far" }',
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }',
  });
  const lead = leading({
    'package.json': {},
    'node_modules/linked': '-> ../packages/real',
    'node_modules/far': `-> ${outside}`,
    'packages/real/package.json': { name: 'other-name', main: 'x.ts' },
    'packages/real/x.ts': none,
    'src/file.ts': '-> ../packages/real/x.ts',
    'src/folder': '-> ../packages/real',
    'src/escape.ts': `-> ${outside}/x.ts`,
    'src/away': `-> ${outside}`,
    'far/tsconfig.json': { extends: '../src/away/tsconfig.json' },
  });
  expect(lead('src/a.ts', './file')).toBe('packages/real/x.ts');
  expect(lead('src/a.ts', './folder/x.js')).toBe('packages/real/x.ts');
  expect(lead('src/a.ts', 'linked')).toBe('packages/real/x.ts');
  expect(lead('src/a.ts', './escape')).toBeUndefined();
  expect(lead('src/a.ts', './away/x')).toBeUndefined();
  expect(lead('src/a.ts', 'far')).toBe('package far');
  expect(lead('far/a.ts', 'x')).toBeUndefined();
});

test('names that are too long or too strange for the system', () => {
  const lead = leading({ 'package.json': {}, 'a.ts': none });
  expect(lead('a.ts', `./${'x'.repeat(5000)}`)).toBeUndefined();
  expect(lead('a.ts', 'x'.repeat(5000))).toBeUndefined();
  expect(lead('a.ts', `./${'x/'.repeat(5000)}`)).toBeUndefined();
  expect(lead('a.ts', './\0')).toBeUndefined();
  expect(lead('a.ts', '\0')).toBeUndefined();
});

test('nothing is read before the first question, and nothing outside of the root ever', () => {
  const read: string[] = [];
  const laid = ground({
    'package.json': {},
    'tsconfig.json': { extends: '../../up.json' },
    'a.ts': none,
    'b.ts': none,
  });
  const note = (path: string): void => void read.push(path);
  const host = {
    ...nodeHost,
    lstat: (path: string) => (note(path), nodeHost.lstat(path)),
    read: (path: string) => (note(path), nodeHost.read(path)),
    realpath: (path: string) => (note(path), nodeHost.realpath(path)),
    readdir: (path: string) => (note(path), nodeHost.readdir(path)),
  };
  const { lead } = resolutionIn({ ...laid, host });
  expect(read).toEqual([]);
  lead('a.ts', './b');
  lead('a.ts', 'nowhere');
  lead('a.ts', '../../../x');
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((path) => !path.startsWith(`${laid.root}/`))).toEqual([]);
});

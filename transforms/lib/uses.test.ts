import { expect, test } from 'vitest';
import { exportedBy } from './links.ts';
import { factsAround } from './modules.test.kit.ts';
import { scopesOf, sourceOf } from './scopes.ts';
import { makeSource } from './source.ts';
import { surround } from './surroundings.ts';
import { usesOf } from './uses.ts';

const predicate = 'export function isGone(e) { return e.code === 404; }\nexport default isGone;\n';

/** Path and line of every use of `isGone` of `src/gone.ts`. */
function used(files: Readonly<Record<string, string>>, text = predicate, name = 'isGone'): readonly string[] {
  const source = makeSource('src/gone.ts', text);
  surround(source, factsAround({ files }, [source]));
  scopesOf(source);
  const found = exportedBy(source, name);
  if (found === undefined || found.kind === 'module' || found.kind === 'package') return ['nothing'];
  return usesOf(found).map((node) => {
    const file = sourceOf(node);
    return `${file?.path ?? '?'}:${file?.position(node.start ?? 0).line ?? 0}`;
  });
}

test.each<[string, Record<string, string>, readonly string[]]>([
  [
    'by name',
    { 'src/a.ts': "import { isGone } from './gone';\nisGone(e);\nretry(isGone);" },
    ['src/a.ts:2', 'src/a.ts:3'],
  ],
  ['by alias', { 'src/a.ts': "import { isGone as gone } from './gone';\ngone(e);" }, ['src/a.ts:2']],
  ['by default', { 'src/a.ts': "import lost from './gone';\nlost(e);" }, ['src/a.ts:2']],
  ['by namespace', { 'src/a.ts': "import * as errors from './gone';\nerrors.isGone(e);" }, ['src/a.ts:2']],
  ['by require', { 'src/a.js': "const errors = require('./gone');\nerrors.isGone(e);" }, ['src/a.js:2']],
  ['by import()', { 'src/a.ts': "const { isGone } = await import('./gone');\nisGone(e);" }, ['src/a.ts:2']],
  [
    'by a name for it',
    { 'src/a.ts': "import { isGone } from './gone';\nconst lost = isGone;\nlost(e);" },
    ['src/a.ts:2', 'src/a.ts:3'],
  ],
  [
    'through a barrel',
    { 'src/index.ts': "export * from './gone';", 'app.ts': "import { isGone } from './src';\nisGone(e);" },
    ['app.ts:2'],
  ],
  [
    'through a barrel by another name',
    { 'src/index.ts': "export { isGone as lost } from './gone';", 'app.ts': "import { lost } from './src';\nlost(e);" },
    ['app.ts:2'],
  ],
  [
    'through a barrel that names the default',
    {
      'src/index.ts': "export { default as lost } from './gone';",
      'app.ts': "import { lost } from './src';\nlost(e);",
    },
    ['app.ts:2'],
  ],
  [
    'not another of that name',
    {
      'src/a.ts': "import { x } from './gone';\nimport { isGone } from './other';\nisGone(x);",
      'src/other.ts': 'export const isGone = 1;',
    },
    [],
  ],
  [
    'not a shadowing parameter',
    { 'src/a.ts': "import { isGone } from './gone';\nconst f = (isGone) => isGone(1);" },
    [],
  ],
  [
    'not what a barrel shadows',
    {
      'src/index.ts': "export * from './gone';\nexport const isGone = 1;",
      'app.ts': "import { isGone } from './src';\nisGone(e);",
    },
    [],
  ],
  [
    'files that import each other',
    {
      'src/a.ts': "export * from './b';\nexport * from './gone';",
      'src/b.ts': "export * from './a';",
      'app.ts': "import { isGone } from './src/b';\nisGone(e);",
    },
    ['app.ts:2'],
  ],
  ['nobody', { 'src/a.ts': 'isGone(e);' }, []],
])('%s', (_name, files, expected) => {
  expect(used(files)).toEqual(expected);
});

test('a function that is the whole module', () => {
  const files = { 'src/a.js': "const lost = require('./gone');\nlost(e);" };
  expect(used(files, 'module.exports = (e) => e.code === 404;', 'default')).toEqual(['src/a.js:2']);
});

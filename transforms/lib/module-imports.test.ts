import { expect, test } from 'vitest';
import { moduleImports } from './module-imports.ts';
import { makeSource } from './source.ts';

const taken = (text: string): readonly string[] =>
  moduleImports(makeSource('x.ts', text)).map(
    ({ form, module, name, local, typeOnly, binding }) =>
      `${form} ${module} ${name} as ${local}${typeOnly ? ', a type' : ''}${binding === undefined ? '' : ', bound'}`,
  );

test.each<[string, string, readonly string[]]>([
  ['by name', "import { GONE } from './e';", ['import ./e GONE as GONE, bound']],
  ['by alias', "import { GONE as G } from './e';", ['import ./e GONE as G, bound']],
  ['by a name in quotes', "import { 'is gone' as g } from './e';", ['import ./e is gone as g, bound']],
  ['by default', "import gone from './e';", ['import ./e default as gone, bound']],
  ['whole', "import * as e from './e';", ['import ./e * as e, bound']],
  ['a type', "import type { E } from './e';", ['import ./e E as E, a type, bound']],
  [
    'one type of several',
    "import { type E, f } from './e';",
    ['import ./e E as E, a type, bound', 'import ./e f as f, bound'],
  ],
  ['import =', "import e = require('./e');", ['import ./e * as e, bound']],
  ['require', "const e = require('./e');", ['require ./e * as e, bound']],
  ['require, taken apart', "const { GONE: g } = require('./e');", ['require ./e GONE as g, bound']],
  ['require, with a default', "const { GONE = 1 } = require('./e');", ['require ./e GONE as GONE, bound']],
  ['a member of require', "const g = require('./e').GONE;", ['require ./e GONE as g, bound']],
  ['in a function', "function f() { const { GONE } = require('./e'); }", ['require ./e GONE as GONE, bound']],
  ['await import', "const e = await import('./e');", ['dynamic ./e * as e, bound']],
  ['await import, taken apart', "const { GONE } = await import('./e');", ['dynamic ./e GONE as GONE, bound']],
  ['a member of await import', "const g = (await import('./e')).GONE;", ['dynamic ./e GONE as g, bound']],
  ['re-exported', "export { GONE as G } from './e';", ['export ./e GONE as G']],
  ['re-exported whole', "export * from './e';", ['export ./e * as *']],
  ['re-exported under one name', "export * as errors from './e';", ['export ./e * as errors']],
  ['a type re-exported', "export type { E } from './e';", ['export ./e E as E, a type']],
  ['for its effects', "import './e';", []],
  ['a promise that nobody awaited', "const e = import('./e');", []],
  ['a name that is not a text', 'const e = require(name);', []],
  ['a require of its own', "function f(require) { const e = require('./e'); }", []],
  ['what is exported here', 'export const GONE = 404;', []],
])('%s', (_name, text, expected) => {
  expect(taken(text)).toEqual(expected);
});

test('a file is read once', () => {
  const source = makeSource('x.ts', "import { GONE } from './e';");
  expect(moduleImports(source)).toBe(moduleImports(source));
});

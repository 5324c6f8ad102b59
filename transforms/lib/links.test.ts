import type { Node } from '@babel/types';
import { describe, expect, test } from 'vitest';
import { definitionOf } from './links.ts';
import { factsAround, type SmallRepository } from './modules.test.kit.ts';
import { scopesOf } from './scopes.ts';
import { makeSource } from './source.ts';
import { surround } from './surroundings.ts';
import { endOf, startOf, walk } from './tree.ts';

/** Where the argument of `ask(...)` in `main.ts` leads, in short. */
function asked(
  main: string,
  files: SmallRepository['files'],
  path = 'src/main.ts',
  paths: SmallRepository['paths'] = {},
): string {
  const source = makeSource(path, main);
  surround(source, factsAround({ files, paths }, [source]));
  scopesOf(source);
  let node: Node | undefined;
  walk(source.file.program, (each) => {
    if (each.type === 'CallExpression' && each.callee.type === 'Identifier' && each.callee.name === 'ask')
      [node] = each.arguments;
    return undefined;
  });
  const found = node && definitionOf(node);
  if (found === undefined) return 'unknown';
  if (found.kind === 'package') return `${found.module} ${found.name}`;
  if (found.kind === 'module') return found.source.path;
  if (found.kind === 'value')
    return `${found.source.path} = ${found.source.text.slice(startOf(found.node), endOf(found.node))}`;
  return `${found.source.path} ${found.binding.name}`;
}

const errors = { 'src/errors.ts': 'export const GONE = 404;\nexport default function isGone() {}\n' };

describe('a name is followed to its declaration', () => {
  test.each([
    ['its own', 'const a = 1;\nask(a);', 'src/main.ts a'],
    ['named', "import { GONE as G } from './errors';\nask(G);", 'src/errors.ts GONE'],
    ['with an extension', "import { GONE } from './errors.js';\nask(GONE);", 'src/errors.ts GONE'],
    ['default', "import gone from './errors';\nask(gone);", 'src/errors.ts isGone'],
    ['a namespace member', "import * as e from './errors';\nask(e.GONE);", 'src/errors.ts GONE'],
    ['a namespace', "import * as e from './errors';\nask(e);", 'src/errors.ts'],
    ['the default of a namespace', "import * as e from './errors';\nask(e.default);", 'src/errors.ts isGone'],
    [
      'taken out of a namespace',
      "import * as e from './errors';\nconst { GONE: g } = e;\nask(g);",
      'src/errors.ts GONE',
    ],
    ['a name for it', "import { GONE } from './errors';\nconst g = GONE;\nask(g);", 'src/errors.ts GONE'],
    ['require', "const e = require('./errors');\nask(e.GONE);", 'src/errors.ts GONE'],
    ['require, taken apart', "const { GONE } = require('./errors');\nask(GONE);", 'src/errors.ts GONE'],
    ['require on the spot', "ask(require('./errors').GONE);", 'src/errors.ts GONE'],
    ['await import', "const { GONE } = await import('./errors');\nask(GONE);", 'src/errors.ts GONE'],
    ['await import, whole', "const e = await import('./errors');\nask(e.GONE);", 'src/errors.ts GONE'],
    ['await import on the spot', "ask((await import('./errors')).GONE);", 'src/errors.ts GONE'],
    ['awaited later', "const e = import('./errors');\nask((await e).GONE);", 'src/errors.ts GONE'],
    ['then', "import('./errors').then(({ GONE }) => ask(GONE));", 'src/errors.ts GONE'],
    ['then, whole', "import('./errors').then((e) => ask(e.GONE));", 'src/errors.ts GONE'],
    ['import =', "import e = require('./errors');\nask(e.GONE);", 'src/errors.ts GONE'],
    ['a package', "import { z } from 'zod';\nask(z);", 'zod z'],
    ['a member of a package', "import * as z from 'zod';\nask(z.string);", 'zod string'],
    ['a shadowed name', "import { GONE } from './errors';\nfunction f(GONE) { ask(GONE); }", 'src/main.ts GONE'],
    ['a name that is not there', "import { LOST } from './errors';\nask(LOST);", 'unknown'],
    ['a file that is not there', "import { GONE } from './nowhere';\nask(GONE);", 'unknown'],
  ])('%s', (_name, main, expected) => {
    expect(asked(main, errors)).toBe(expected);
  });

  test('by an alias of the configuration', () => {
    const paths = { '@/*': 'src/*', '#errors': 'src/errors.ts' };
    expect(asked("import { GONE } from '@/errors';\nask(GONE);", errors, 'src/deep/main.ts', paths)).toBe(
      'src/errors.ts GONE',
    );
    expect(asked("import { GONE } from '#errors';\nask(GONE);", errors, 'src/deep/main.ts', paths)).toBe(
      'src/errors.ts GONE',
    );
    expect(asked("import { GONE } from '~/errors';\nask(GONE);", errors)).toBe('unknown');
  });

  test('without modules an import leads nowhere, and a local name to itself', () => {
    const source = makeSource('a.ts', "import { a } from './b';\nconst c = 1;\nask(a, c);");
    const [imported, own] = ['a', 'c'].map((name) => scopesOf(source).root.bindings.get(name)?.references[0]?.node);
    expect(imported && definitionOf(imported)).toBeUndefined();
    expect(own && definitionOf(own)).toMatchObject({ kind: 'binding' });
  });
});

describe('through other files', () => {
  const main = "import { GONE } from './index';\nask(GONE);";
  test.each<[string, Record<string, string>, string]>([
    ['a barrel', { 'src/index.ts': "export { GONE } from './errors';" }, 'src/errors.ts GONE'],
    [
      'a barrel by another name',
      { 'src/index.ts': "export { LOST as GONE } from './lost';", 'src/lost.ts': 'export const LOST = 1;' },
      'src/lost.ts LOST',
    ],
    ['a star', { 'src/index.ts': "export * from './errors';" }, 'src/errors.ts GONE'],
    [
      'imported, then exported',
      { 'src/index.ts': "import { GONE } from './errors';\nexport { GONE };" },
      'src/errors.ts GONE',
    ],
    [
      'a chain',
      {
        'src/index.ts': "export * from './a';",
        'src/a.ts': "export { GONE } from './b';",
        'src/b.ts': "export * from './errors';",
      },
      'src/errors.ts GONE',
    ],
    [
      'a local name shadows a star',
      { 'src/index.ts': "export * from './errors';\nexport const GONE = 410;" },
      'src/index.ts GONE',
    ],
    [
      'a named re-export shadows a star',
      {
        'src/index.ts': "export * from './errors';\nexport { GONE } from './other';",
        'src/other.ts': 'export const GONE = 1;',
      },
      'src/other.ts GONE',
    ],
    [
      'two stars with one name',
      {
        'src/index.ts': "export * from './errors';\nexport * from './other';",
        'src/other.ts': 'export const GONE = 1;',
      },
      'unknown',
    ],
    [
      'two stars to one thing',
      {
        'src/index.ts': "export * from './errors';\nexport * from './other';",
        'src/other.ts': "export * from './errors';",
      },
      'src/errors.ts GONE',
    ],
    [
      'a star beside one that nobody resolves',
      { 'src/index.ts': "export * from './errors';\nexport * from '~/x';" },
      'src/errors.ts GONE',
    ],
    [
      'files that import each other',
      { 'src/index.ts': "export * from './a';\nexport * from './errors';", 'src/a.ts': "export * from './index';" },
      'src/errors.ts GONE',
    ],
    [
      'a circle without an end',
      { 'src/index.ts': "export { GONE } from './a';", 'src/a.ts': "export { GONE } from './index';" },
      'unknown',
    ],
    ['a package behind a barrel', { 'src/index.ts': "export { GONE } from 'gone';" }, 'gone GONE'],
    [
      'a star of a package',
      { 'src/index.ts': "export * from 'gone';\nexport * from './other';", 'src/other.ts': 'export const X = 1;' },
      'gone GONE',
    ],
    ['CommonJS', { 'src/index.js': 'const GONE = 404;\nmodule.exports = { GONE };' }, 'src/index.js GONE'],
    ['CommonJS, a value', { 'src/index.js': 'exports.GONE = 404;' }, 'src/index.js = 404'],
    ['CommonJS, handed on', { 'src/index.js': "module.exports = require('./errors');" }, 'src/errors.ts GONE'],
    ['CommonJS, spread', { 'src/index.js': "module.exports = { ...require('./errors') };" }, 'src/errors.ts GONE'],
    [
      'a namespace under a name',
      { 'src/index.ts': "import * as errors from './errors';\nexport const { GONE } = errors;" },
      'src/errors.ts GONE',
    ],
  ])('%s', (_name, files, expected) => {
    expect(asked(main, { ...errors, ...files })).toBe(expected);
  });

  test('a function that is the whole module', () => {
    const files = { 'src/gone.js': 'module.exports = function isGone(e) {};' };
    const expected = 'src/gone.js isGone';
    expect(asked("const f = require('./gone');\nask(f);", files)).toBe(expected);
    expect(asked("import f from './gone';\nask(f);", files)).toBe(expected);
  });

  test('a function without a name that is the whole module', () => {
    const files = { 'src/gone.js': 'module.exports = (e) => e;' };
    expect(asked("const f = require('./gone');\nask(f);", files)).toBe('src/gone.js = (e) => e');
    expect(asked("import * as f from './gone';\nask(f);", files)).toBe('src/gone.js = (e) => e');
  });

  test('a namespace in a namespace', () => {
    const files = { ...errors, 'src/index.ts': "export * as errors from './errors';" };
    expect(asked("import { errors } from './index';\nask(errors.GONE);", files)).toBe('src/errors.ts GONE');
    expect(asked("import * as all from './index';\nask(all.errors.GONE);", files)).toBe('src/errors.ts GONE');
  });
});

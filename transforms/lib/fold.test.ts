import { expect, test } from 'vitest';
import type { ImportNeed } from './codemod.ts';
import { applyEdits } from './edits.ts';
import { foldChanges } from './fold.ts';
import { makeSource } from './source.ts';

/** Replaces the first `old` in the text by `now` and folds the import needs in. */
function fold(text: string, old: string, now: string, imports: readonly ImportNeed[] = [], path = 'a.ts'): string {
  const start = text.indexOf(old);
  if (start === -1) throw new Error(`No ${old} in the text.`);
  const edits = old === now ? [] : [{ start, end: start + old.length, text: now }];
  const source = makeSource(path, text);
  const folded = foldChanges(source, [{ edits, imports }]);
  expect(applyEdits(text, folded.edits)).toBe(folded.text);
  makeSource(path, folded.text);
  return folded.text;
}

const need = (module: string, name: string, local = name): ImportNeed => ({ module, name, local });
const moved = (name: string, from: string, to: string, local = name): ImportNeed => ({
  module: to,
  name,
  local,
  replaces: { module: from, name },
});

test('adds an import behind the last one of an SDK', () => {
  const text =
    "import a from 'a';\nimport { Client } from '@modelcontextprotocol/client';\nimport z from 'z';\n\nuse(a, z, Client, OLD);\n";
  expect(fold(text, 'OLD', 'isX(e)', [need('m', 'isX')])).toBe(
    "import a from 'a';\nimport { Client } from '@modelcontextprotocol/client';\nimport { isX } from 'm';\nimport z from 'z';\n\nuse(a, z, Client, isX(e));\n",
  );
});

test('writes quotes, semicolons and line endings as the file does', () => {
  expect(fold('import a from "a"\r\n\r\nuse(a, OLD)\r\n', 'OLD', 'isX(e)', [need('m', 'isX', 'y')])).toBe(
    'import a from "a"\r\nimport { isX as y } from "m"\r\n\r\nuse(a, isX(e))\r\n',
  );
});

test('keeps a comment behind the import where it is', () => {
  expect(fold("import a from 'a'; // why\nuse(a, OLD);", 'OLD', 'x', [need('m', 'x')])).toBe(
    "import a from 'a'; // why\nimport { x } from 'm';\nuse(a, x);",
  );
});

test('stays on the line where the next statement begins on it', () => {
  expect(fold("import a from 'a'; const b = {\n};\nuse(a, b, OLD);", 'OLD', 'x', [need('m', 'x')])).toBe(
    "import a from 'a'; import { x } from 'm'; const b = {\n};\nuse(a, b, x);",
  );
});

test.each([
  ['one line', "import { a } from 'm';\nuse(a, OLD);", "import { a, x } from 'm';\nuse(a, x);"],
  ['default only', "import d from 'm';\nuse(d, OLD);", "import d, { x } from 'm';\nuse(d, x);"],
  [
    'lines with a trailing comma and a comment',
    "import {\n  a,\n  b, // bee\n} from 'm';\nuse(a, b, OLD);",
    "import {\n  a,\n  b, // bee\n  x,\n} from 'm';\nuse(a, b, x);",
  ],
  [
    'lines without a trailing comma, tabs, CRLF',
    "import {\r\n\ta,\r\n\tb\r\n} from 'm';\r\nuse(a, b, OLD);",
    "import {\r\n\ta,\r\n\tb,\r\n\tx\r\n} from 'm';\r\nuse(a, b, x);",
  ],
  [
    'namespace: a statement of its own',
    "import * as n from 'm';\nuse(n, OLD);",
    "import * as n from 'm';\nimport { x } from 'm';\nuse(n, x);",
  ],
  [
    'types only: a statement of its own',
    "import type { T } from 'm';\nuse<T>(OLD);",
    "import type { T } from 'm';\nimport { x } from 'm';\nuse<T>(x);",
  ],
  [
    'a type of that name becomes a value',
    "import { type x, b } from 'm';\nuse<x>(b, OLD);",
    "import { b, x } from 'm';\nuse<x>(b, x);",
  ],
  ['there already', "import { x } from 'm';\nuse(x, OLD);", "import { x } from 'm';\nuse(x, x);"],
  [
    'there, and used only by what changes',
    "import { x } from 'm';\nuse(OLD + x.y);",
    "import { x } from 'm';\nuse(x);",
    'OLD + x.y',
  ],
  [
    'the last use of a neighbour goes',
    "import { a } from 'm';\nuse(a.OLD);",
    "import { x } from 'm';\nuse(x);",
    'a.OLD',
  ],
])('merges into an import: %s', (_name, text, expected, old = 'OLD') => {
  expect(fold(text, old, 'x', [need('m', 'x')])).toBe(expected);
});

test.each([
  [
    'behind the last require',
    "const a = require('a');\n\nuse(a, OLD);\n",
    "const a = require('a');\nconst { x: y } = require('m');\n\nuse(a, y);\n",
  ],
  ['merged', "const { a } = require('m');\nuse(a, OLD);\n", "const { a, x: y } = require('m');\nuse(a, y);\n"],
  [
    'behind the directive',
    "'use strict';\n\nexports.a = OLD;\n",
    "'use strict';\n\nconst { x: y } = require('m');\n\nexports.a = y;\n",
  ],
])('requires in CommonJS: %s', (_name, text, expected) => {
  expect(fold(text, 'OLD', 'y', [need('m', 'x', 'y')], 'a.js')).toBe(expected);
});

test.each([
  ['nothing above', 'use(OLD);\n', "import { x } from 'm';\n\nuse(x);\n"],
  ['a shebang', '#!/usr/bin/env node\nuse(OLD);\n', "#!/usr/bin/env node\nimport { x } from 'm';\n\nuse(x);\n"],
  ['a directive', "'use client';\nuse(OLD);\n", "'use client';\nimport { x } from 'm';\n\nuse(x);\n"],
  ['a header apart', '// The role.\n\nuse(OLD);\n', "// The role.\n\nimport { x } from 'm';\n\nuse(x);\n"],
  ['a license', '/* Copyright */\nuse(OLD);\n', "/* Copyright */\nimport { x } from 'm';\n\nuse(x);\n"],
  ['a comment of the statement', '/** Uses. */\nuse(OLD);\n', "import { x } from 'm';\n\n/** Uses. */\nuse(x);\n"],
])('goes to the top of a file without imports: %s', (_name, text, expected) => {
  expect(fold(text, 'OLD', 'x', [need('m', 'x')])).toBe(expected);
});

test.each([
  [
    'alone: the module name changes',
    "import { T } from 'old'; // why\nnew T();",
    "import { T } from 'new'; // why\nnew T();",
  ],
  ['an alias', 'import { T as U } from "old";\nnew U();', 'import { T as U } from "new";\nnew U();', 'U'],
  ['types', "import type { T } from 'old';\nlet t: T;", "import type { T } from 'new';\nlet t: T;"],
  [
    'from a list',
    "import { a, T, type O } from 'old';\nnew T(a as O);",
    "import { a, type O } from 'old';\nimport { T } from 'new';\nnew T(a as O);",
  ],
  [
    'from a list over lines',
    "import {\n  a,\n  T,\n} from 'old';\nnew T(a);",
    "import {\n  a,\n} from 'old';\nimport { T } from 'new';\nnew T(a);",
  ],
  [
    'to an import that is there',
    "import { T } from 'old';\nimport { b } from 'new';\nnew T(b);",
    "import { b, T } from 'new';\nnew T(b);",
  ],
  [
    'a default beside it',
    "import d, { T } from 'old';\nnew T(d);",
    "import d from 'old';\nimport { T } from 'new';\nnew T(d);",
  ],
  ['a re-export', "export { T } from 'old';\n", "export { T } from 'new';\n"],
  [
    'a re-export from a list',
    "export { a, T as U } from 'old';\n",
    "export { a } from 'old';\nexport { T as U } from 'new';\n",
    'U',
  ],
  ['a require', "const { T } = require('old');\nnew T();", "const { T } = require('new');\nnew T();"],
  [
    'a require from a list',
    "const { T, a } = require('old');\nnew T(a);",
    "const { a } = require('old');\nconst { T } = require('new');\nnew T(a);",
  ],
  ['a member of a require', "const T = require('old').T;\nnew T();", "const T = require('new').T;\nnew T();"],
  [
    'a dynamic import',
    "async function f() {\n  const { T } = await import('old');\n  new T();\n}",
    "async function f() {\n  const { T } = await import('new');\n  new T();\n}",
  ],
  [
    'a dynamic import from a list',
    "async function f() {\n  const { a, T: U } = await import('old');\n  new U(a);\n}",
    "async function f() {\n  const { a } = await import('old');\n  const { T: U } = await import('new');\n  new U(a);\n}",
    'U',
  ],
])('moves a specifier: %s', (_name, text, expected, local = 'T') => {
  const path = text.includes('require') ? 'a.cjs' : 'a.ts';
  const typeOnly = text.startsWith('import type');
  expect(fold(text, text, text, [{ ...moved('T', 'old', 'new', local), typeOnly }], path)).toBe(expected);
});

test.each([
  [
    'a re-export of the name brings nothing into scope',
    "import { a } from 'a';\nexport { T } from 'old';\nuse(a, OLD);\n",
    "import { a } from 'a';\nimport { T } from 'new';\nexport { T } from 'new';\nuse(a, T.x);\n",
  ],
  [
    'nor does an import in another function',
    "import { a } from 'a';\nasync function f() {\n  const { T } = await import('old');\n  T();\n}\nuse(a, OLD);\n",
    "import { a } from 'a';\nimport { T } from 'new';\nasync function f() {\n  const { T } = await import('new');\n  T();\n}\nuse(a, T.x);\n",
  ],
  [
    'an import in the same function does',
    "async function f() {\n  const { T } = await import('old');\n  use(T, OLD);\n}\n",
    "async function f() {\n  const { T } = await import('new');\n  use(T, T.x);\n}\n",
  ],
  [
    'a type becomes a value',
    "import type { T } from 'old';\nuse<T>(OLD);\n",
    "import { T } from 'new';\nuse<T>(T.x);\n",
  ],
])('a specifier that moves and is written anew: %s', (_name, text, expected) => {
  expect(fold(text, 'OLD', 'T.x', [moved('T', 'old', 'new')])).toBe(expected);
});

test('a specifier takes the place of a neighbour that lost its last use', () => {
  const text = "import {\n  Client,\n  SdkErrorCode,\n  SdkHttpError\n} from 'c';\n\nuse(Client, OLD(SdkHttpError));\n";
  const needs = [need('c', 'SdkError'), moved('SdkErrorCode', 'c', 't')];
  expect(fold(text, 'OLD(SdkHttpError)', 'SdkError && SdkErrorCode', needs)).toBe(
    "import {\n  Client,\n  SdkError\n} from 'c';\nimport { SdkErrorCode } from 't';\n\nuse(Client, SdkError && SdkErrorCode);\n",
  );
});

test.each([
  [
    'an import',
    "import { a } from 'a';\nimport b from 'b';\nuse(b, OLD(a));",
    "import b from 'b';\nuse(b, x);",
    'OLD(a)',
  ],
  ['a namespace import', "import * as a from 'a';\nuse(a.OLD);", 'use(x);', 'a.OLD'],
  ['never a side effect', "import 'a';\nuse(OLD);", "import 'a';\nuse(x);", 'OLD'],
  [
    'never what was unused before',
    "import { a } from 'a';\nconst b = 1;\nuse(OLD);",
    "import { a } from 'a';\nconst b = 1;\nuse(x);",
    'OLD',
  ],
  [
    'not what is used elsewhere',
    "import { a } from 'a';\nuse(OLD(a), a);",
    "import { a } from 'a';\nuse(x, a);",
    'OLD(a)',
  ],
  [
    'not what the new text names',
    "import { a } from 'a';\nuse(OLD(a));",
    "import { a } from 'a';\nuse(a && x);",
    'OLD(a)',
    'a && x',
  ],
  ['a property of that name is no use', "import { a } from 'a';\nuse(OLD(a));", 'use(b.a);', 'OLD(a)', 'b.a'],
  ['a spread is one', "import { a } from 'a';\nuse(OLD(a));", "import { a } from 'a';\nuse(...a);", 'OLD(a)', '...a'],
  [
    'a constant and its regex, transitively',
    'const N = 404;\nconst R = new RegExp(`${N}`);\n\nuse(R.OLD);',
    'use(x);',
    'R.OLD',
  ],
  [
    'a helper and its constant',
    'const N = 404;\n\n/** Says it. */\nfunction h(e) {\n  return e === N;\n}\n\nuse(h(e));',
    'x;',
    'use(h(e))',
  ],
  ['helpers that call each other', 'function a() { b(); }\nfunction b() { a(); }\nuse(OLD(a));', 'use(x);', 'OLD(a)'],
  ['not an exported one', 'export const N = 404;\nuse(N);', 'export const N = 404;\nuse(x);', 'N)', 'x)'],
  [
    'not one exported by a list',
    'const N = 404;\nuse(N);\nexport { N };',
    'const N = 404;\nuse(x);\nexport { N };',
    'N)',
    'x)',
  ],
  ['not one that does something', 'const n = begin();\nuse(n.OLD);', 'const n = begin();\nuse(x);', 'n.OLD'],
  ['not a variable', 'let n = 1;\nn = 2;\nuse(n.OLD);', 'let n = 1;\nn = 2;\nuse(x);', 'n.OLD'],
  [
    'a constant in a block',
    'try {} catch (e) {\n  const text = String(e).toLowerCase();\n  use(text.OLD);\n}',
    'try {} catch (e) {\n  use(x);\n}',
    'text.OLD',
  ],
  ['one name of a pattern', 'const { a, b } = e;\nuse(b, OLD(a));', 'const { b } = e;\nuse(b, x);', 'OLD(a)'],
  ['one declarator of many', 'const a = 1, b = 2, c = 3;\nuse(a, OLD(b, c));', 'const a = 1;\nuse(a, x);', 'OLD(b, c)'],
  ['a type of its own', 'interface T { code: number }\nuse((e as T).code);', 'use(x);', '(e as T).code'],
  [
    'one line of a list',
    "import {\n  a, // first\n  // about b\n  b,\n} from 'm';\nuse(b, OLD(a));",
    "import {\n  // about b\n  b,\n} from 'm';\nuse(b, x);",
    'OLD(a)',
  ],
  [
    'the header of the file stays',
    "// The role.\nimport { a } from 'a';\nuse(OLD(a));",
    '// The role.\nuse(x);',
    'OLD(a)',
  ],
  [
    'comments of a group stay',
    '// Codes.\nconst A = 1;\nconst B = 2;\nuse(B, OLD(A));',
    '// Codes.\nconst B = 2;\nuse(B, x);',
    'OLD(A)',
  ],
  [
    'its own comment goes',
    "import b from 'b';\n\n// Gone.\nconst A = 1; // so\n\nuse(b, OLD(A));",
    "import b from 'b';\n\nuse(b, x);",
    'OLD(A)',
  ],
  [
    'the header above a constant stays',
    '// The role.\nconst A = 1;\n\nuse(OLD(A));',
    '// The role.\n\nuse(x);',
    'OLD(A)',
  ],
  ['a helper that is a constant', 'const h = (e) => begin(e);\nuse(OLD(h));', 'use(x);', 'OLD(h)'],
  [
    'a variable that only a helper sets',
    'let n = 0;\nconst h = () => {\n  n = 1;\n};\nuse(OLD(h));',
    'use(x);',
    'OLD(h)',
  ],
  ['a blank line that parts what stays', 'use(0);\nconst A = 1;\n\nuse(OLD(A));', 'use(0);\n\nuse(x);', 'OLD(A)'],
  ['at the end of the file', 'use(OLD(A));\n\nconst A = 1;\n', 'use(x);\n', 'OLD(A)'],
])('removes what lost its last use: %s', (_name, text, expected, old, now = 'x') => {
  expect(fold(text, old, now)).toBe(expected);
});

test('an edit in a helper that goes is not made', () => {
  const text = 'function h(e) {\n  return e.OLD;\n}\nuse(h(e));';
  const [inside, outside] = ['e.OLD', 'h(e));'].map((part) => text.lastIndexOf(part));
  const folded = foldChanges(makeSource('a.js', text), [
    { edits: [{ start: inside ?? 0, end: (inside ?? 0) + 5, text: 'y' }], imports: [] },
    { edits: [{ start: outside ?? 0, end: (outside ?? 0) + 4, text: 'x' }], imports: [] },
  ]);
  expect(folded.text).toBe('use(x);');
});

test('what is taken apart only for names that go needs its type no longer', () => {
  const text =
    'interface Loose {\n  code?: number;\n}\n\nexport function f(e) {\n  const { code, status } = e as Loose;\n  return (code ?? status) === 404;\n}\n';
  expect(fold(text, '(code ?? status) === 404', 'isX(e)')).toBe('export function f(e) {\n  return isX(e);\n}\n');
  expect(fold(text, 'code ?? ', '')).toContain('interface Loose');
});

test('a number that is read off a text goes with its last use', () => {
  const text = 'const LOST = Number.parseInt(SETTINGS.lost, 10);\nuse(e.code === LOST);\n';
  expect(fold(text, 'e.code === LOST', 'isX(e)')).toBe('use(isX(e));\n');
});

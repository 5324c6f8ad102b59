import { describe, expect, test } from 'vitest';
import { type Exported, exportsOf } from './exports.ts';
import { makeSource } from './source.ts';
import { endOf, startOf } from './tree.ts';

/** Exports in short: a name and where it leads. */
function exportsIn(text: string, path = 'a.ts'): Record<string, string> {
  const source = makeSource(path, text);
  const { named, stars, whole } = exportsOf(source);
  const say = (each: Exported): string => {
    if (each.kind === 'from') return `${each.module}#${each.name}`;
    if (each.kind === 'value') return `= ${text.slice(startOf(each.node), endOf(each.node))}`;
    const { kind } = each.binding.declarations[0] ?? { kind: '' };
    return `${kind} ${each.binding.name}`;
  };
  return {
    ...Object.fromEntries([...named].map(([name, each]) => [name, say(each)])),
    ...(stars.length > 0 && { '*': stars.join(' ') }),
    ...(whole && { whole: say(whole) }),
  };
}

describe('what goes out of an ES module', () => {
  test.each([
    ['const', 'export const a = 1, b = 2;', { a: 'const a', b: 'const b' }],
    ['taken apart', 'export const { a, b: [c] } = x;', { a: 'const a', c: 'const c' }],
    [
      'function, class, enum',
      'export function f() {}\nexport class C {}\nexport enum E { A }',
      { f: 'function f', C: 'class C', E: 'enum E' },
    ],
    ['types', 'export interface I {}\nexport type T = 1;', { I: 'type I', T: 'type T' }],
    ['a list', 'const a = 1;\nexport { a, a as b, a as default };', { a: 'const a', b: 'const a', default: 'const a' }],
    ['handed on', "export { a, b as c, default as d } from './x';", { a: './x#a', c: './x#b', d: './x#default' }],
    ['a whole module', "export * from './x';\nexport * as ns from './y';", { '*': './x', ns: './y#*' }],
    ['imported, then exported', "import { a } from './x';\nexport { a as b };", { b: 'import a' }],
    ['a named default', 'export default function f() {}', { default: 'function f' }],
    ['a default by name', 'const f = () => 1;\nexport default f;', { default: 'const f' }],
    ['a default without a name', 'export default (e) => e;', { default: '= (e) => e' }],
    ['a default class', 'export default class {}', { default: '= class {}' }],
    ['export =', 'const f = 1;\nexport = f;', { whole: 'const f' }],
    ['nothing', 'const a = 1;', {}],
  ])('%s', (_name, text, expected) => {
    expect(exportsIn(text)).toEqual(expected);
  });
});

describe('what goes out of a CommonJS module', () => {
  test.each([
    [
      'an object',
      'const a = 1;\nmodule.exports = { a, b: 2, c() {} };',
      { a: 'const a', b: '= 2', c: '= c() {}', whole: '= { a, b: 2, c() {} }' },
    ],
    [
      'an object by name',
      'const a = 1;\nconst api = { a };\nmodule.exports = api;',
      { a: 'const a', whole: 'const api' },
    ],
    ['one by one', 'exports.a = 1;\nmodule.exports.b = f;\nfunction f() {}', { a: '= 1', b: 'function f' }],
    [
      'a function with more',
      'module.exports = f;\nmodule.exports.g = g;\nfunction f() {}\nfunction g() {}',
      { g: 'function g', whole: 'function f' },
    ],
    [
      'in a chain',
      'exports.a = exports.b = 1;\nmodule.exports = exports = { c: 2 };',
      { a: '= 1', b: '= 1', c: '= 2', whole: '= { c: 2 }' },
    ],
    ['handed on', "module.exports = require('./x');", { whole: './x#*' }],
    [
      'parts handed on',
      "module.exports = { ...require('./x'), a: require('./y').b };",
      { '*': './x', a: './y#b', whole: "= { ...require('./x'), a: require('./y').b }" },
    ],
    ['not a name of their own', 'function f(exports, module) { exports.a = 1; module.exports = 2; }', {}],
  ])('%s', (_name, text, expected) => {
    expect(exportsIn(text, 'a.js')).toEqual(expected);
  });
});

import { expect, test } from 'vitest';
import { importedNames, loadsOf } from './specifiers.ts';

const all = (text: string): readonly string[] => loadsOf(text).all;
const handedOn = (text: string): readonly string[] => loadsOf(text).handedOn;

test.each([
  `import a from './x'`,
  `import{a,b as c}from"./x"`,
  `import type { A } from './x';`,
  `import a, * as ns from './x'`,
  `import './x'`,
  `import {\n  a,\n  b,\n} from './x';`,
  `const a = require('./x')`,
  `const { a, b: c } = await import('./x')`,
  'const later = import(`./x`)',
  `import(/* webpackChunkName: "x" */ './x')`,
  `import a = require('./x')`,
  `type A = import('./x').A;`,
  `export * from './x'`,
])('loads: %s', (text) => {
  expect(all(text)).toEqual(['./x']);
});

test.each([
  `export * from './x'`,
  `export * as ns from './x'`,
  `export { a, b as c } from './x'`,
  `export type { A } from './x'`,
  `export{a}from"./x"`,
  `import { a } from './x';\nexport { a };`,
  `import { a as b } from './x';\nexport { b as default };`,
  `import a from './x';\nexport default a;`,
  `import * as ns from './x';\nexport const api = { ns };`,
  `import { a } from './x';\nexport const b = a;`,
  `const { a } = require('./x');\nmodule.exports = { b: 1, a };`,
  `module.exports = require('./x');`,
  `module.exports = { ...require('./x') };`,
  `exports.a = require('./x').a;`,
  `__exportStar(require("./x"), exports);`,
  `import a = require('./x');\nexport = a;`,
])('hands on: %s', (text) => {
  expect(handedOn(text)).toEqual(['./x']);
});

test.each([
  `import { a } from './x';\na();\nexport function b() {}`,
  `import { a } from './x';\nexport { b };`,
  `const { a } = require('./x');\nmodule.exports = { b };\na();`,
  `import './x';`,
])('keeps to itself: %s', (text) => {
  expect(all(text)).toEqual(['./x']);
  expect(handedOn(text)).toEqual([]);
});

test('four times the text takes about four times as long, also where it is made to be slow', () => {
  const pieces = ['import ', 'export {', 'const a', 'exports ', 'from (', 'export const a ', '/*', '*', 'export a, {'];
  const timeOf = (times: number): number => {
    const started = performance.now();
    for (const piece of pieces) loadsOf(`import a from './x'; ${piece.repeat(times)}`);
    return performance.now() - started;
  };
  timeOf(1000);
  expect(timeOf(20_000) / timeOf(5000)).toBeLessThan(10);
});

test('the names that are imported, as they are called there', () => {
  const names = importedNames(`import Main, { a, type B, c as d } from 'x';
    import type { E } from 'x';
    import * as ns from 'y';
    const { F, g: h } = require('z');
    import 'w';`);
  expect(Object.fromEntries([...names].map(([specifier, all]) => [specifier, all.map(({ name }) => name)]))).toEqual({
    x: ['default', 'a', 'B', 'c', 'E'],
    y: [],
    z: ['F', 'g'],
  });
  expect(names.get('x')?.[0]).toEqual({ name: 'default', local: 'Main' });
});

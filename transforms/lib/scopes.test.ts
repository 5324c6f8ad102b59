import { expect, test } from 'vitest';
import { scopesOf } from './scopes.ts';
import { makeSource } from './source.ts';
import { startOf } from './tree.ts';

/** For each `x` used in the text: line of the declaration it means, 0 for a global. */
function meanings(text: string, path = 'a.ts'): readonly number[] {
  const source = makeSource(path, text);
  const scopes = scopesOf(source);
  const uses = [
    ...scopes.bindings.flatMap((binding) =>
      binding.references.map(({ node }) => ({
        node,
        line: lineOf(binding.declarations[0]?.identifier ?? binding.declarations[0]?.node),
      })),
    ),
    ...[...scopes.free.values()].flat().map(({ node }) => ({ node, line: 0 })),
  ].filter(({ node }) => node.name === 'x');
  return uses.sort((a, b) => startOf(a.node) - startOf(b.node)).map(({ line }) => line);

  function lineOf(node: { start?: number | null } | undefined): number {
    return node === undefined ? -1 : source.position(startOf(node)).line;
  }
}

test.each([
  ['const', 'const x = 1;\nuse(x);', [1]],
  ['hoisted function', 'x();\nfunction x() {}', [2]],
  ['hoisted var', 'const x = 1;\nfunction f() {\n use(x);\n if (a) {\n  var x = 2;\n }\n}', [5]],
  ['block let', 'const x = 1;\n{\n let x = 2;\n use(x);\n}\nuse(x);', [3, 1]],
  ['parameter and its default', 'const y = 1;\nfunction f(x = y) {\n return x;\n}', [2]],
  ['pattern parameter', 'const f = ({ a: [x], ...rest }) =>\n x;', [1]],
  ['catch', 'const x = 1;\ntry {} catch (x) {\n use(x);\n}', [2]],
  ['catch pattern', 'try {} catch ({ x }) {\n use(x);\n}', [1]],
  ['for', 'for (const x of y)\n use(x);\nuse(x);', [1, 0]],
  ['switch', 'switch (1) { case 1:\n let x = 1;\n use(x);\n}\nuse(x);', [2, 0]],
  ['property names', 'const x = 1;\na.x; ({ x: 1 }); class C { x = 1; #x = 2; f() { this.#x; } }', []],
  ['computed names', 'const x = 1;\na[x]; ({ [x]: 1 });', [1, 1]],
  ['shorthand', 'const x = 1;\n({ x });', [1]],
  ['labels', 'x: for (;;) break x;', []],
  ['export', 'const x = 1;\nexport { x };', [1]],
  ['re-export', "export { x } from 'y';", []],
  ['type and value', 'type x = 1;\nlet a: x;', [1]],
  ['type parameter', 'type x = 1;\nfunction f<\nx>(a: x) {}', [3]],
  ['interface parameter', 'interface A<x> {\n a: x }', [1]],
  ['mapped type', 'type A = { [\nx in B]: x };', [2]],
  ['infer', 'type A<T> = T extends (infer \nx)[] ? x : never;', [2]],
  ['function type', 'const x = 1;\ntype A = (x: number) => typeof x;', [2]],
  ['class expression', 'const a = class x {\n f() { x; } };\nx;', [1, 0]],
  ['enum', 'enum x { A }\nx.A;', [1]],
  ['namespace', 'namespace x { export const y = 1; }\nx.y;', [1]],
  ['named function expression', 'const a = function x() {\n x(); };\nx();', [1, 0]],
])('%s', (_name, text, expected) => {
  expect(meanings(text)).toEqual(expected);
});

test('JSX elements are uses, intrinsic ones are not', () => {
  expect(meanings('const x = {};\n<x.y />; <x />;', 'a.tsx')).toEqual([1]);
});

test.each([
  ['x = 1', true],
  ['x++', true],
  ['[x] = y', true],
  ['({ a: x } = y)', true],
  ['({ ...x } = y)', true],
  ['for (x of y);', true],
  ['y = x', false],
  ['[a = x] = y', false],
  ['x.y = 1', false],
])('%s writes: %s', (use, expected) => {
  const scopes = scopesOf(makeSource('a.js', `let x;\n${use};`));
  expect(scopes.bindings[0]?.references.map((reference) => reference.write)).toEqual([expected]);
});

test('Flow and a file that TypeScript would refuse still resolve', () => {
  expect(meanings('// @flow\nimport type { x } from "y";\nfunction f(a: ?x): x { return (a: any); }', 'a.js')).toEqual([
    2, 2,
  ]);
});

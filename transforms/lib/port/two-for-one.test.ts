import { expect, test } from 'vitest';
import { applyEdits } from '../edits.ts';
import { makeSource } from '../source.ts';
import { walk } from '../tree.ts';
import { scopesOf } from '../scopes.ts';
import { twoForOne } from './two-for-one.ts';

function both(text: string): string | undefined {
  const source = makeSource('x.ts', text);
  scopesOf(source);
  let edits: ReturnType<typeof twoForOne>;
  walk(source.file.program, (node) => {
    if (node.type === 'StringLiteral' && node.value === 'old') edits = twoForOne(source, node, "'a'", "'b'");
    return undefined;
  });
  return edits && applyEdits(text, edits);
}

test.each([
  ["if (e.name === 'old') f();", "if (e.name === 'a' || e.name === 'b') f();"],
  ["if (x && e.name === 'old') f();", "if (x && (e.name === 'a' || e.name === 'b')) f();"],
  ["const gone = e.name !== 'old';", "const gone = e.name !== 'a' && e.name !== 'b';"],
  ["const names = ['old', 'c'];", "const names = ['a', 'b', 'c'];"],
  ["const kinds = { 'old': 1 };", "const kinds = { 'a': 1, 'b': 1 };"],
  [
    "switch (x) {\n  case 'c':\n  case 'old':\n    f();\n}",
    "switch (x) {\n  case 'c':\n  case 'a':\n  case 'b':\n    f();\n}",
  ],
])('%s', (before, after) => {
  expect(both(before)).toBe(after);
});

test('elsewhere there is no room for two', () => {
  expect(both("if (e.name.startsWith('old')) f();")).toBeUndefined();
  expect(both("const name = 'old';")).toBeUndefined();
});

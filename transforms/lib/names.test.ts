import { expect, test } from 'vitest';
import { foldChanges } from './fold.ts';
import { localName } from './names.ts';
import { makeSource } from './source.ts';

/** The name for `isX` of `m` where the text says HERE. */
function nameAt(text: string, name = 'isX', replaces?: { module: string; name: string }): string {
  const start = text.indexOf('HERE');
  return localName(makeSource('a.ts', text), 'm', name, { start, end: start + 4 }, replaces);
}

test.each([
  ['its own', 'HERE;', 'isX'],
  ['the import that is there', "import { isX } from 'm'; HERE;", 'isX'],
  ['its alias', "import { isX as y } from 'm'; HERE;", 'y'],
  ['a namespace', "import * as n from 'm'; HERE;", 'n.isX'],
  ['a require', "const n = require('m'); HERE;", 'n.isX'],
  ['not an import of the same name from elsewhere', "import { isX } from 'o'; HERE;", 'mcpIsX'],
  ['not an import for types only', "import type { isX } from 'm'; HERE;", 'mcpIsX'],
  ['not an import that is shadowed here', "import { isX } from 'm'; (isX) => HERE;", 'mcpIsX'],
  ['an import that is shadowed elsewhere', "import { isX } from 'm'; (isX) => isX; HERE;", 'isX'],
  ['not a function of the file', 'function isX() {} HERE;', 'mcpIsX'],
  ['not a parameter here', '(isX) => HERE;', 'mcpIsX'],
  ['not a global that the file uses', 'isX(); HERE;', 'mcpIsX'],
  ['the next alias where one is taken', 'let isX, mcpIsX, mcpIsX2; HERE;', 'mcpIsX3'],
  ['not what only another function knows', 'async () => { const { isX } = await import("m"); }; HERE;', 'isX'],
])('%s', (_name, text, expected) => {
  expect(nameAt(text)).toBe(expected);
});

test('a class is aliased in upper case', () => {
  expect(nameAt('class SdkError {} HERE;', 'SdkError')).toBe('McpSdkError');
});

test('what takes the place of an import has its name', () => {
  expect(nameAt("import { C as D } from 'old'; D; HERE;", 'C', { module: 'old', name: 'C' })).toBe('D');
});

test('a namespace of the old module lends nothing', () => {
  expect(nameAt("import * as o from 'old'; o.C; HERE;", 'C', { module: 'old', name: 'C' })).toBe('C');
});

test('the import under an alias means the same', () => {
  const text = "import type { isX } from 'm';\nexport const f = (e: isX) => HERE;\n";
  const start = text.indexOf('HERE');
  const source = makeSource('a.ts', text);
  const local = localName(source, 'm', 'isX', { start, end: start + 4 });
  const edits = [{ start, end: start + 4, text: `${local}(e)` }];
  expect(foldChanges(source, [{ edits, imports: [{ module: 'm', name: 'isX', local }] }]).text).toBe(
    "import type { isX } from 'm';\nimport { isX as mcpIsX } from 'm';\nexport const f = (e: isX) => mcpIsX(e);\n",
  );
});

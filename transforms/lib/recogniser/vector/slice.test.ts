import { expect, test } from 'vitest';
import { fileIn, nodeIn } from '../../modules.test.kit.ts';
import { momentOf } from './condition.ts';
import { sliceOf } from './slice.ts';
import { walk } from '../../tree.ts';

const files = { 'b.ts': 'export const noted = (e) => e;' };

/** The statements of a handler of `e` that are passed over, up to where the condition is asked. */
function passed(body: string, condition = 'e.code === 404', head = ''): readonly string[] {
  const handler = `(e) => { ${body} if (${condition}) return; }`;
  const source = fileIn({ files: { ...files, 'a.ts': `${head}const handler = ${handler};` } }, 'a.ts');
  const [owner, asked] = [nodeIn(source, handler), nodeIn(source, condition)];
  if (owner.type !== 'ArrowFunctionExpression' || owner.params[0] === undefined) throw new Error('no handler');
  const passes = sliceOf(source, asked, momentOf(asked), owner.params[0], owner);
  const found: string[] = [];
  walk(owner.body, (node) => {
    if (!passes(node)) return undefined;
    found.push(source.text.slice(node.start ?? 0, node.end ?? 0));
    return false;
  });
  return found;
}

test.each<[string, string, readonly string[]]>([
  ['calls', 'tidy();', ['tidy();']],
  ['what they give', 'const rows = load();', ['const rows = load();']],
  ['loops', 'for (const row of rows) send(row);', ['for (const row of rows) send(row);']],
  ['a branch', 'if (busy) { tidy(); }', ['if (busy) { tidy(); }']],
  ['a function that leaves only itself', 'const f = () => { return 1; };', ['const f = () => { return 1; };']],
  ['what stands beside the error', 'note(e); tidy();', ['tidy();']],
])('passed over: %s', (_name, body, expected) => {
  expect(passed(body)).toEqual(expected);
});

test.each([
  ['the error handed on', 'note(e);'],
  ['the error kept', 'let last = e;'],
  ['something read off it', 'const text = e.message;'],
  ['something made of that', 'const text = e.message; const low = lower(text);'],
  ['something made of that later', 'let low = 1; low = lower(e.message); note(low);'],
  ['the error taken apart', 'const { code } = e; note(code);'],
  ['the error put into something', 'bag.last = e;'],
  ['a list that is gone through', 'for (const each of e.errors) see(each);'],
  ['an early return', 'if (busy) return;'],
  ['an early throw', "if (busy) throw new Error('busy');"],
  ['a break out of a loop around', 'while (more) { if (busy) break; }'],
  ['a function that speaks of the error, with all that is in it', 'each(() => { see(e); tidy(); });'],
])('not passed over: %s', (_name, body) => {
  expect(passed(body)).toEqual([]);
});

test('a variable that the condition reads is set before it, wherever that is', () => {
  const body = 'let limit = 1; tidy(); if (strict) { limit = 404; note(); }';
  expect(passed(body, 'e.code === limit')).toEqual(['tidy();']);
});

test('a variable that the condition reads through a function of the file', () => {
  const head = 'let limit = 1; const is = (x) => x.code === limit; ';
  expect(passed('limit = 404; other = 404;', 'is(e)', head)).toEqual(['other = 404;']);
});

test('an error that a function of another file gives back is still the error', () => {
  const head = "import { noted } from './b';\n";
  expect(passed('const kept = noted(e); tidy();', 'kept.code === 404', head)).toEqual(['tidy();']);
});

test('a field of the object, where that is what is asked about', () => {
  const text = 'class A { on() { this.tidy(); other(); if (this.last.code === 404) return; } }';
  const source = fileIn({ files: { 'a.ts': text } }, 'a.ts');
  const [owner, asked] = [nodeIn(source, text), nodeIn(source, 'this.last.code === 404')];
  const passes = sliceOf(source, asked, momentOf(asked), owner, nodeIn(source, text.slice(10, -2)));
  expect(passes(nodeIn(source, 'this.tidy();'))).toBe(false);
  expect(passes(nodeIn(source, 'other();'))).toBe(true);
});

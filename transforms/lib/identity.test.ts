import { expect, test } from 'vitest';
import { namesAround, withoutComments } from './identity.ts';
import { makeSource } from './source.ts';

test.each([
  ['HIT;', ''],
  ['function call() { return HIT; }', 'call'],
  ['export default function () { return HIT; }', ''],
  ['class Session { async call() { return () => HIT; } }', 'Session.call'],
  ['class Session { #gone = () => HIT; }', 'Session.#gone'],
  ['const gone = (e) => HIT;', 'gone'],
  ["const map = { 'a-b': (e) => HIT, other() {} };", 'map.a-b'],
  ['function other() {} const { a } = HIT;', ''],
])('the names around: %s', (text, names) => {
  const start = text.indexOf('HIT');
  expect(namesAround(makeSource('a.ts', text), { start, end: start + 3 })).toBe(names);
});

test('the text without its comments, a string excepted', () => {
  const text = "x; a /* one */ &&\n  // two\n  b === '// three' /* out */;";
  const span = { start: text.indexOf('a'), end: text.indexOf(' /* out') };
  expect(withoutComments(makeSource('a.ts', text), span)).toBe("a  &&\n  \n  b === '// three'");
});

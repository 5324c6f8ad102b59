import { expect, test } from 'vitest';
import { wordsOf } from './own-comments.ts';
import { makeSource } from './source.ts';

test('the tool is no witness: its own comments are blank, offsets and lines stay', () => {
  const text =
    "// resession-ignore-next-line -- 404\r\nuse('resession-'); /* TODO(resession): the\nsession [1] */ // mcp";
  const words = wordsOf(makeSource('a.ts', text));
  expect(words).toHaveLength(text.length);
  expect(words.match(/\S+/g)).toEqual(["use('resession-');", '//', 'mcp']);
  expect(words.match(/\r?\n/g)).toEqual(['\r\n', '\n']);
  expect(words.indexOf('mcp')).toBe(text.indexOf('mcp'));
});

test('a file without any is as it is', () => {
  const source = makeSource('a.ts', '// session');
  expect(wordsOf(source)).toBe(source.text);
});

import { expect, test } from 'vitest';
import { wordFilter, wordsIn } from './word-filter.ts';

const may = (text: string, asked: string): boolean => wordsIn(asked)(wordFilter(Buffer.from(text)));

test('a word that is there is found, wherever it stands', () => {
  const text = 'import { isGone as $gone } from "./x";\nexport const größe = 1;\nreturn __private';
  for (const word of ['import', 'isGone', '$gone', 'größe', '__private', 'x', '1']) expect(may(text, word)).toBe(true);
  expect(may(text, '')).toBe(true);
  expect(may('', 'x')).toBe(false);
});

test('whole words only, and hardly ever one that is not there', () => {
  const text = Array.from({ length: 500 }, (_, n) => `word${n}`).join(' ');
  for (let n = 0; n < 500; n += 1) expect(may(text, `word${n}`)).toBe(true);
  expect(may(text, 'word')).toBe(false);
  const wrong = Array.from({ length: 2000 }, (_, n) => `other${n}`).filter((word) => may(text, word));
  expect(wrong.length).toBeLessThan(200);
});

test('a name of several words is there where all of them are', () => {
  expect(may('a dashed-name', 'dashed-name')).toBe(true);
  expect(may('a dashed', 'dashed-name')).toBe(false);
});

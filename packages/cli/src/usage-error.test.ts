import { describe, expect, it } from 'vitest';
import { nearest, suggestion } from './usage-error.ts';

describe('nearest', () => {
  it.each([
    ['lst', ['list', 'explain', 'undo'], 'list'],
    ['exlpain', ['list', 'explain', 'undo'], 'explain'],
    ['UNDO', ['list', 'explain', 'undo'], 'undo'],
    ['gaurd', ['code', 'guard'], 'guard'],
    ['src', ['list', 'explain', 'undo'], undefined],
    ['lib', ['list', 'explain', 'undo'], undefined],
    ['test', ['list', 'explain', 'undo'], undefined],
    ['a', ['list'], undefined],
    ['', ['list'], undefined],
    ['x', [], undefined],
  ])('%j among %j is %s', (word, candidates, found) => {
    expect(nearest(word, candidates)).toBe(found);
  });
});

describe('suggestion', () => {
  it('names all where none is near', () => {
    expect(suggestion('pdf', ['text', 'json'])).toBe('It takes text, json.');
  });
});

import { describe, expect, it } from 'vitest';
import { takesColor } from './output.ts';

describe('takesColor', () => {
  it.each<[string, { color?: boolean }, Record<string, string>, boolean, boolean]>([
    ['a terminal', {}, {}, true, true],
    ['a pipe', {}, {}, false, false],
    ['a dumb terminal', {}, { TERM: 'dumb' }, true, false],
    ['NO_COLOR', {}, { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR, which says nothing', {}, { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR on a pipe', {}, { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0 on a terminal', {}, { FORCE_COLOR: '0' }, true, false],
    ['NO_COLOR over FORCE_COLOR', {}, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['--no-color over FORCE_COLOR', { color: false }, { FORCE_COLOR: '1' }, true, false],
  ])('%s', (_name, wish, env, isTerminal, expected) => {
    expect(takesColor(wish, env, isTerminal)).toBe(expected);
  });
});

import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { scopesOf } from '../../scopes.ts';
import { conditionsOf } from './condition.ts';
import { effectOf } from './effects.ts';

/** What evaluating the first condition of the text does besides. */
function effect(text: string): string | undefined {
  const source = makeSource('x.ts', text);
  scopesOf(source);
  const condition = conditionsOf(source.file.program)[0];
  if (condition === undefined) throw new Error('no condition');
  return effectOf(source, condition);
}

test.each([
  ['const f = (e) => e.code === 404;', undefined],
  ['const f = (e) => /404/.test(String(e).toLowerCase());', undefined],
  ['let status; const f = (e) => (status = e.code) === 404;', 'status = e.code'],
  ['let seen = 0; const f = (e) => e.code === 404 && seen++ < 3;', 'seen++'],
  ['const f = (e) => [404].some((code) => { let same; same = code === e.code; return same; });', undefined],
  ['const f = (e) => [404].some((code) => { console.log(code); return code === e.code; });', 'console.log(code);'],
  [
    'const found = []; const at = (e) => { found.push(e); return e.code; }; const f = (e) => at(e) === 404;',
    'found.push(e);',
  ],
  [
    'const at = (e) => { const all = []; all.push(e.code); return all[0]; }; const f = (e) => at(e) === 404;',
    undefined,
  ],
  ['const f = (e) => (log("x"), e.code) === 404;', 'log("x"), e.code'],
])('%s', (text, expected) => {
  expect(effect(text)).toBe(expected);
});

import { expect, test } from 'vitest';
import { formulasOf } from '../lib/port/moved-condition.ts';
import { makeSource } from '../lib/source.ts';
import { meaningOf } from './meaning.ts';
import { rawCodesIn } from './raw-codes.ts';

function meaning(text: string): unknown {
  const source = makeSource('x.ts', text);
  const formula = formulasOf(source).find(({ node }) => rawCodesIn(source, node).length > 0);
  return formula && meaningOf(source, formula, rawCodesIn(source, formula.node));
}

test.each([
  ['const TIMEOUT = -32001; if (e.code === TIMEOUT) f();', 'client'],
  ['if (e.code === Codes.RequestTimeout) f(); const Codes = { RequestTimeout: -32001 };', 'client'],
  ['function isRequestTimeout(e: any) { return e.code === -32001; }', 'client'],
  ["if (e.code === -32000) throw new Error('connection closed');", 'client'],
  ['if (e.code === -32001) f(); // timed out', 'client'],
  ["switch (e.code) { case -32001: return 'slow'; }", 'client'],
  ["if (e.code === -32001 || e.code === 'ETIMEDOUT') f();", 'client'],
  ['const SESSION_NOT_FOUND = -32001; if (e.code === SESSION_NOT_FOUND) f();', 'server'],
  ["if (e.code === -32001) throw new Error('no such task');", 'server'],
  ['if (e.code === -32001) f();', undefined],
  ["if (e.code === -32001) throw new Error('the session timed out');", undefined],
  ["if (e.code === -32000) return 'timed out';", undefined],
])('%s', (text, expected) => {
  expect(meaning(`function g(e: any) {\n${text}\n}`)).toBe(expected);
});

import { expect, test } from 'vitest';
import { makeSource } from '../source.ts';
import { leadNeedles, leadsOf } from './leads.ts';

const leads = (text: string, path = 'a.ts'): readonly string[] => {
  expect(leadNeedles.some((group) => group.every((needle) => text.includes(needle)))).toBe(true);
  return leadsOf(makeSource(path, text));
};

test.each<[string, string, readonly string[]]>([
  ['a number', 'export const GONE = 404;\nexport const OK = 200;', ['GONE']],
  ['a code', 'export const LOST = -32001;', ['LOST']],
  ['a set of others', 'const a = 404;\nexport const lost = new Set([a, 410]);', ['lost']],
  ['a table', 'export const codes = { NOT_FOUND: 404 } as const;', ['codes']],
  ['an enum', 'export enum Status {\n  Ok = 200,\n  NOT_FOUND = 404,\n}', ['Status']],
  ['a wording', "export const text = 'Session not found';", ['text']],
  ['a regular expression', 'export const lost = /session expired|gone/i;', ['lost']],
  ['a static member', 'export class Codes {\n  static readonly gone = 404;\n}', ['Codes']],
  [
    'a test',
    'export function isLost(e: unknown): boolean {\n  return (e as { code: number }).code === 404;\n}',
    ['isLost'],
  ],
  ['a default', 'const GONE = 404;\nexport default GONE;', ['default']],
  ['a reading', "export const kindOf = (e) => { if (e.code === 404) return 'lost'; return 404; };", ['kindOf']],
])('%s', (_name, text, expected) => {
  expect(leads(text)).toEqual(expected);
});

test.each<[string, string]>([
  ['nothing that goes out', 'const GONE = 404;\nuse(GONE);'],
  ['handed on', "const GONE = 404;\nuse(GONE);\nexport { other } from './other';"],
  [
    'an answer',
    'export async function GET(request: Request) {\n  return Response.json({}, { status: 404 }); // NOT_FOUND\n}',
  ],
  [
    'a test that has its own finding',
    "import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\nexport function isLost(e: unknown): boolean {\n  return e instanceof StreamableHTTPError && e.code === 404;\n}",
  ],
  ['a type', 'export type Gone = 404;\nexport const other = [400];\nconst a = 404;'],
])('no lead: %s', (_name, text) => {
  expect(leads(text)).toEqual([]);
});

test('CommonJS', () => {
  expect(leads('const GONE = 404;\nmodule.exports = { GONE, OK: 200 };', 'a.js')).toEqual(['GONE', 'default']);
});

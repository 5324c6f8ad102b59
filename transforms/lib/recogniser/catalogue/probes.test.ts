import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { conditionsOf } from '../vector/condition.ts';
import { probesOf, saysExpiry } from './probes.ts';
import { regexSamples } from '../language/regex-samples.ts';

test.each([
  'session not found', 'Session expired', 'unknown session', 'no such session', '404', 'session_not_found',
  'session has been terminated', '"code":-32001',
])('"%s" speaks of expiry', (text) => {
  expect(saysExpiry(text)).toBe(true);
}); // prettier-ignore

test.each([
  'No valid session ID provided',
  'Invalid session',
  'invalid session id',
  'session',
  'session ID',
  'Server not initialized',
  'Mcp-Session-Id header is required',
  'timeout',
  'ECONNRESET',
  '401',
  'tool not found',
])('"%s" does not', (text) => {
  expect(saysExpiry(text)).toBe(false);
});

test('one text for each alternative of a regex', () => {
  expect(regexSamples('session (?:not found|expired)|unknown session')).toEqual([
    'session not found',
    'session expired',
    'unknown session',
  ]);
  expect(regexSamples('"code"\\s*:\\s*-32001')).toEqual(['"code" : -32001']);
  expect(regexSamples('HTTP (404|5\\d\\d)')).toEqual(['HTTP 404', 'HTTP 500']);
  expect(regexSamples('session (\\S+) not found')).toEqual(['session 0 not found']);
  expect(regexSamples('session "[^"]+" (?:was|is) lost')).toEqual(['session " " was lost', 'session " " is lost']);
  expect(regexSamples('session[-_ ]?(?:id)?.*not[._ ]?found')).toEqual(['session idnot found']);
});

test('a probe for every literal, through constants', () => {
  const text =
    'const words = ["session lost", "ECONNRESET"];\nconst f = (e) => words.some((w) => e.message.includes(w)) || e.code === 418;';
  const source = makeSource('x.ts', text);
  const condition = conditionsOf(source.file.program).at(0);
  const probes =
    condition === undefined ? [] : probesOf(source, condition, { generations: new Set(['v1'] as const), sse: false });
  expect(probes.map(({ id, kind }) => `${kind} ${id}`)).toEqual(
    expect.arrayContaining([
      'expired probe-session lost-v1',
      'other probe-ECONNRESET-either',
      'other probe-http-418-v1',
    ]),
  );
});

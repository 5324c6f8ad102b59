import { expect, test } from 'vitest';
import type { Origin } from '../origin/origin.ts';
import { hindrance, messages, type Evidence } from './verdict.ts';

const nowhere: Origin = {
  request: false,
  connect: false,
  nestedConnect: false,
  terminate: false,
  foreign: false,
  open: false,
  outside: false,
  homemade: false,
  strange: false,
  spoken: false,
  words: [],
  connecting: [],
  strangers: [],
  packages: new Map(),
  own: false,
  nested: [],
  madeForConnect: undefined,
  way: [],
};
const request: Origin = { ...nowhere, request: true };
const clear: Evidence = {
  origin: request,
  classTest: true,
  names: false,
  byText: false,
  vague: false,
  onlyTells: false,
  saysSo: false,
  imports: true,
  built: undefined,
  stranger: false,
  certain: true,
  dependencies: [],
  fallback: false,
  timeoutArm: false,
  liveUnproven: false,
  subjectText: 'e',
  copies: [],
  texts: false,
  hooks: false,
  survives: true,
  data: false,
  wrapped: false,
  wrappers: [],
  direct: true,
};

test('nothing hinders a class test on the error of a request', () => {
  expect(hindrance(clear)).toBeUndefined();
});

test.each<readonly [string, Partial<Evidence>, string | undefined]>([
  ['connect alone', { origin: { ...nowhere, connect: true } }, 'skip connect-only'],
  ['connect and a request', { origin: { ...request, connect: true } }, 'ask connect-and-request'],
  ['connect further down', { origin: { ...request, nestedConnect: true } }, undefined],
  ['terminate alone', { origin: { ...nowhere, terminate: true } }, 'skip terminate-only'],
  ['405 beside it', { fallback: true }, 'skip fallback-set'],
  ['405 beside it, after a request, about sessions', { fallback: true, names: true }, undefined],
  ['a dependency builds the transport', { built: false, dependencies: ['mcp-use'] }, 'todo in-dependency'],
  ['a timeout arm', { timeoutArm: true }, 'ask timeout-too'],
  ['a client from nobody knows where', { stranger: true }, 'ask origin-unknown'],
  [
    'a class of elsewhere in a file without MCP',
    { stranger: true, certain: false, origin: { ...nowhere, open: true } },
    'skip another-error',
  ],
  ['a bare 404 in a text', { vague: true, classTest: false }, 'ask origin-unknown'],
  ['a bare 404 in a text, where sessions are reopened', { vague: true, classTest: false, names: true }, undefined],
  ['a branch that only says that the URL is wrong', { onlyTells: true }, 'ask only-told'],
  ['the same in a function that is named after sessions', { onlyTells: true, names: true }, 'ask only-told'],
  ['a branch that only says that the session is gone', { onlyTells: true, saysSo: true }, undefined],
  ['two clients in one try', { origin: { ...request, foreign: true }, classTest: false }, 'ask origin-unknown'],
  ['two clients in one try, and a class', { origin: { ...request, foreign: true } }, undefined],
  ['a copy alone', { copies: ['scrub (line 7)'], survives: false }, 'todo error-copied'],
  ['a copy and the error itself', { copies: ['scrub (line 7)'] }, 'ask error-copied'],
  ['no transport in the repository', { built: false }, 'ask no-transport'],
  ['no name for the error', { subjectText: undefined }, 'ask subject-unnamed'],
  ['a session id that may be live', { liveUnproven: true }, 'ask live-session'],
  ['no origin, but a class', { origin: { ...nowhere, open: true } }, undefined],
  ['no origin, no class', { origin: nowhere, classTest: false }, 'ask origin-unknown'],
  ['no origin, no class, a name', { origin: nowhere, classTest: false, names: true }, undefined],
  [
    'the same around calls of nobody knows what',
    { origin: { ...nowhere, open: true, strange: true }, classTest: false, names: true },
    'ask origin-unknown',
  ],
  [
    'the same on a property of something',
    { origin: nowhere, classTest: false, names: true, direct: false },
    'ask origin-unknown',
  ],
  ['another HTTP client', { origin: { ...nowhere, foreign: true }, classTest: false }, 'skip another-error'],
])('%s', (_, change, expected) => {
  const verdict = hindrance({ ...clear, ...change });
  expect(verdict && `${verdict.kind} ${verdict.messageId}`).toBe(expected);
});

test('every message is a sentence', () => {
  for (const message of Object.values(messages)) expect(message).toMatch(/^[-A-Z].*\.$/);
});

import { describe, expect, test } from 'vitest';
import { causes, isSessionExpired } from './session-expired.ts';

const CODE = 'CLIENT_HTTP_SESSION_EXPIRED';

describe('isSessionExpired', () => {
  test.each([
    ['the code of v2', { code: CODE }],
    ['the code of v1', { code: 404, sdkCode: CODE }],
    ['a wrapped one', new Error('outer', { cause: new Error('inner', { cause: { code: CODE } }) })],
  ])('%s', (_name, error) => expect(isSessionExpired(error)).toBe(true));

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['the bare code', CODE],
    ['a status', { code: 404 }],
    ['a text', new Error('Session not found')],
    ['a timeout', { code: -32001 }],
    ['data only', { data: { code: CODE } }],
  ])('not %s', (_name, error) => expect(isSessionExpired(error)).toBe(false));
});

test('causes end where they turn back', () => {
  const first: { cause?: unknown } = {};
  const second = { cause: first };
  first.cause = second;
  expect(causes(first)).toEqual([first, second]);
});

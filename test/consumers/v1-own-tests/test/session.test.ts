import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, it, test } from 'vitest';
import { isSessionLost, saysSessionLost } from '../src/session.js';

const refused = (status: number, text = 'refused') => new StreamableHTTPError(status, text);

class Failure extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

describe('isSessionLost', () => {
  test.each([
    { error: new StreamableHTTPError(404, 'Not Found'), lost: true },
    { error: new StreamableHTTPError(429, 'Too Many Requests'), lost: false },
    { error: new Error('404'), lost: false },
  ])('$error', ({ error, lost }) => {
    expect(isSessionLost(error)).toBe(lost);
  });

  test.each([
    [404, true],
    [405, false],
    [500, false],
  ])('status %i', (status, lost) => {
    expect(isSessionLost(new StreamableHTTPError(status, 'refused'))).toBe(lost);
  });

  it.each`
    error             | lost
    ${refused(404)}   | ${true}
    ${refused(401)}   | ${false}
  `('$error.code', ({ error, lost }) => {
    expect(isSessionLost(error)).toBe(lost);
  });

  it('takes no other status for it', () => {
    expect(isSessionLost(refused(400))).toBe(false);
    expect(isSessionLost(refused(503, 'session not found'))).toBe(false);
  });
});

describe('saysSessionLost', () => {
  it('goes by the text', () => {
    expect(saysSessionLost(new Error('Session not found'))).toBe(true);
    expect(saysSessionLost(new Error('socket hang up'))).toBe(false);
  });

  it('goes by the code', () => {
    expect(saysSessionLost(Object.assign(new Error('gone'), { code: 404 }))).toBe(true);
    expect(saysSessionLost(Object.assign(new Error('busy'), { code: 429 }))).toBe(false);
    const error = new Error('gone') as Error & { code?: number };
    error.code = 404;
    expect(saysSessionLost(error)).toBe(true);
    expect(saysSessionLost(new Failure(404, 'no such session'))).toBe(true);
    expect(saysSessionLost(new Failure(409, 'conflict'))).toBe(false);
  });
});

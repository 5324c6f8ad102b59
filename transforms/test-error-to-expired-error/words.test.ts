import { describe, expect, test } from 'vitest';
import { wordsIn } from './words.ts';

const told = (title: string, message = 'Not Found'): string => {
  const { expiry, without, denies } = wordsIn([['Pool', title]], message);
  return [expiry ? 'expiry' : '', without ? 'without' : '', denies ? 'denies' : ''].filter(Boolean).join(' ');
};

describe('words', () => {
  test.each([
    ['reconnects when the session has expired', 'expiry'],
    ['reconnects', 'expiry'],
    ['opens a new connection once the session is gone', 'expiry'],
    ['isSessionLost', 'expiry'],
    ['retries exactly once against the fresh connection', 'expiry'],
    ['handles 404', ''],
    ['connects', 'without'],
    ['falls back to SSE on 404', 'without'],
    ['fails to connect where the address is wrong', 'without'],
    ['passes on a wrong URL', 'without'],
    ['does not recover a 404 without a session id', 'without denies'],
    ['does not reconnect after the caller has left', 'expiry denies'],
    ['keeps the session on a 404', 'denies'],
    ['keeps backoff after a stale-session reconnect', 'expiry'],
    ['falls back to SSE when the session has expired', 'expiry without'],
  ])('%s: %s', (title, expected) => expect(told(title)).toBe(expected));

  test('what the error says counts as well', () => {
    expect(told('handles 404', 'Session not found')).toBe('expiry');
    expect(told('handles 404', 'Error POSTing to endpoint: session terminated')).toBe('expiry');
  });

  test('a suite is no denial', () => {
    expect(wordsIn([['never mind', 'reconnects']], '').denies).toBe(false);
  });
});

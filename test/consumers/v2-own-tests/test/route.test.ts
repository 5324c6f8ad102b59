import { SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { describe, expect, it, test, vi } from 'vitest';
import { isGone, routeTo } from '../src/route.js';

function httpError(status: number, message: string): SdkHttpError {
  return new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, message, { status });
}

const route = { content: [] };

describe('isGone', () => {
  it('is true of a session that was terminated', () => {
    const error = httpError(404, 'Session not found');
    expect(isGone(error)).toBe(true);
  });

  it('is false of a bad request', () => {
    expect(isGone(httpError(400, 'Bad Request'))).toBe(false);
  });

  test.each([
    [new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'gone', { status: 404 }), true],
    [new SdkHttpError(SdkErrorCode.ClientHttpForbidden, 'forbidden', { status: 403 }), false],
  ])('%s', (error, expected) => {
    expect(isGone(error)).toBe(expected);
  });

  for (const status of [404, 429, 502]) {
    it(`knows ${status}`, () => {
      const error = new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'refused', { status });
      expect(isGone(error)).toBe(status === 404);
    });
  }
});

describe('routeTo', () => {
  it('reconnects once the session is gone', async () => {
    const callTool = vi.fn().mockRejectedValueOnce(httpError(404, 'Session not found')).mockResolvedValueOnce(route);
    const connect = vi.fn(async () => ({ callTool }));
    expect(await routeTo('home', connect)).toBe(route);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('gives up where the server is busy', async () => {
    const connect = vi.fn(async () => ({ callTool: vi.fn().mockRejectedValue(httpError(503, 'busy')) }));
    await expect(routeTo('home', connect)).rejects.toThrow('busy');
    expect(connect).toHaveBeenCalledTimes(1);
  });
});

import { SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { isSessionGone } from '../src/retry.js';

function refusal(status: number, text = 'refused'): SdkHttpError {
  return new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, text, { status });
}

describe('isSessionGone', () => {
  it('is true of a 404', () => {
    const error = refusal(404, 'no such session');
    expect(isSessionGone(error)).toBe(true);
  });

  it('is false of the rest', () => {
    expect(isSessionGone(refusal(400))).toBe(false);
    expect(isSessionGone(refusal(401))).toBe(false);
    expect(isSessionGone(refusal(500))).toBe(false);
  });

  it.each([404, 410, 503])('is told by the status: %i', (status) => {
    const error = new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'refused', { status });
    expect(isSessionGone(error)).toBe(status === 404);
  });
});

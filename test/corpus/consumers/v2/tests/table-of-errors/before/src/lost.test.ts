import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { isLost } from './lost.js';

describe('isLost', () => {
  const table = [
    { error: new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'gone', { status: 404 }), expected: true },
    { error: new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'busy', { status: 429 }), expected: false },
    { error: new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'down', { status: 503 }), expected: false },
  ];

  for (const { error, expected } of table) {
    it(`says ${expected} of ${error.message}`, () => {
      assert.equal(isLost(error), expected);
    });
  }
});

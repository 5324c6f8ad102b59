import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SessionExpiredError } from '@resession/transport/v1';
import { isSessionLost } from '../src/expiry.js';

test('a 404 is a lost session', () => {
  assert.equal(isSessionLost(new SessionExpiredError('Session not found', { status: 404, text: 'Session not found' })), true);
});

test('a 401 is not', () => {
  assert.equal(isSessionLost(new StreamableHTTPError(401, 'Unauthorized')), false);
});

test('neither is anything else', () => {
  assert.equal(isSessionLost(new Error('Session not found')), false);
});

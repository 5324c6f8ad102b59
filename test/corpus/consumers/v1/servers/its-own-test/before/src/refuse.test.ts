import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse, SESSION_NOT_FOUND } from './refuse.js';

test('an unknown session is refused with 404', () => {
  let status = 0;
  let body = '';
  const response = {
    writeHead(code: number) {
      status = code;
      return response as never;
    },
    end(text: string) {
      body = text;
      return response as never;
    },
  };
  refuse(response as never);
  assert.equal(status, 404);
  assert.deepEqual(JSON.parse(body).error, SESSION_NOT_FOUND);
  assert.ok(body.includes('Session not found'));
});

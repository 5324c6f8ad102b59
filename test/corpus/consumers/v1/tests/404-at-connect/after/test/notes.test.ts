import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SessionExpiredError } from '@resession/transport/v1';
import { read } from '../src/notes.js';

const note = { contents: [] };

describe('read', () => {
  it('reads on in a new session when the old one has expired', async () => {
    let refused = false;
    const readResource = mock.fn(async () => {
      if (refused) return note;
      refused = true;
      throw new SessionExpiredError('Not Found', { status: 404, text: 'Not Found' });
    });
    assert.equal(await read('note:1', async () => ({ readResource })), note);
    assert.equal(readResource.mock.callCount(), 2);
  });

  it('does not get by a wrong URL', async () => {
    const connect = async () => {
      throw new StreamableHTTPError(404, 'Not Found');
    };
    await assert.rejects(read('note:1', connect), { code: 404 });
  });

  it('leaves the fallback to SSE to others', async () => {
    const connect = async () => Promise.reject(new StreamableHTTPError(404, 'Cannot POST /mcp'));
    await assert.rejects(read('note:1', connect), { code: 404 });
  });
});

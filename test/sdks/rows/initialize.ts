// Edges 4 and 7: what initialize carries, and from which answers an id is taken.
import assert from 'node:assert/strict';
import { answers, respond } from '../http-server.ts';
import { type Row } from '../world.ts';

export const initializeRows: readonly Row[] = [
  {
    id: 'initialize never carries an id',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      const first = raw.transport.sessionId;
      await raw.initialize();
      assert.notEqual(raw.transport.sessionId, first);
      assert.deepEqual(
        server.messages('initialize').map((each) => each.sessionId),
        [undefined, undefined],
      );
    },
  },
  {
    id: 'initialize never carries an id from requestInit either',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server, { requestInit: { headers: { 'Mcp-Session-Id': 'fixed' } } });
      await raw.initialize().catch(() => undefined);
      assert.equal(server.messages('initialize')[0]?.sessionId, undefined);
    },
  },
  {
    id: 'an id is adopted from a successful initialize only',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      server.onMessage('initialize', (seen, response) => {
        if (server.messages('initialize').length > 1) return false;
        return answers.status(400, 'no', { 'mcp-session-id': 'of-a-refusal' })(seen, response);
      });
      await world.rejected(raw.initialize());
      assert.equal(raw.transport.sessionId, undefined, 'not from a refused initialize');
      await raw.initialize();
      const id = raw.transport.sessionId;
      server.onMessage('tools/list', ({ message }, response) => {
        if (message) respond(response, message, { tools: [] }, { 'mcp-session-id': 'of-a-stranger' });
      });
      await raw.request('tools/list');
      assert.equal(raw.transport.sessionId, id, 'not from another request');
      server.onMessage('ping', answers.status(404, 'gone', { 'mcp-session-id': 'of-the-404' }));
      await world.rejected(raw.request('ping'));
      assert.equal(raw.transport.sessionId, undefined, 'not from the 404');
    },
  },
  {
    id: 'the protocol version of a dead session does not ride on the next initialize',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      await raw.request('ping');
      assert.equal(server.messages('ping')[0]?.headers['mcp-protocol-version'], '2025-06-18');
      server.kill();
      await world.rejected(raw.request('ping'));
      await raw.initialize();
      assert.equal(server.messages('initialize')[1]?.headers['mcp-protocol-version'], undefined);
    },
  },
];

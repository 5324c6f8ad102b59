// Section 1: POST with and without a session id.
import assert from 'node:assert/strict';
import { answers } from '../http-server.ts';
import { type Row } from '../world.ts';

const BODIES: Readonly<Record<string, string>> = {
  'code -32001': '{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null}',
  'code -32002': '{"jsonrpc":"2.0","error":{"code":-32002,"message":"Unknown session"},"id":null}',
  'code -32600': '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Session terminated"},"id":null}',
  'plain text': 'no such thing',
  html: '<html><body><h1>404 Not Found</h1></body></html>',
  empty: '',
  'text beyond ASCII': 'Sitzung abgelaufen — ünbekannt \u{1F6AB}',
};

const bodies = Object.entries(BODIES).map(([name, body]): Row => ({
  id: `post 404 with id: ${name}`,
  async run(world) {
    const server = await world.server();
    server.goneBody = body;
    const { client, transport, errors } = await world.connect(server);
    server.kill();
    const error = await world.rejected(client.ping());
    world.assertPostExpired(error, body);
    assert.equal(transport.sessionId, undefined);
    assert.deepEqual(errors, [error], 'onerror once, with the same error');
    assert.equal(server.messages('ping').length, 1, 'nothing was repeated');
  },
}));

/** The same request, refused the same way, to the stock transport's eyes. */
const STATUSES = [400, 401, 403, 405, 406, 409, 410, 429, 500, 502, 503];

export const postRows: readonly Row[] = [
  ...bodies,
  {
    id: 'post 404 without id, though the answer has one',
    async run(world) {
      const server = await world.server();
      server.issueIds = false;
      const { client, transport } = await world.connect(server);
      server.onMessage('ping', answers.status(404, 'nothing here', { 'mcp-session-id': 'from-the-404' }));
      const error = await world.rejected(client.ping());
      world.assertStock(error);
      assert.match(error.message, /Error POSTing to endpoint/);
      assert.equal(transport.sessionId, undefined);
    },
  },
  {
    id: 'post without id keeps its stock error code',
    only: 'v2',
    async run(world) {
      const server = await world.server();
      server.issueIds = false;
      const { client } = await world.connect(server);
      server.onMessage('ping', answers.status(404, 'nothing here'));
      const error = await world.rejected(client.ping());
      assert.equal((error as { code?: unknown }).code, 'CLIENT_HTTP_NOT_IMPLEMENTED');
    },
  },
  ...STATUSES.map((status): Row => ({
    id: `post ${status} with id stays as it was`,
    async run(world) {
      const server = await world.server();
      const { client, transport, errors } = await world.connect(server);
      const id = transport.sessionId;
      server.onMessage('ping', answers.status(status, 'Session not found'));
      const error = await world.rejected(client.ping());
      world.assertStock(error);
      assert.equal(transport.sessionId, id);
      assert.equal(errors.length, 1);
      await client.listTools();
    },
  })),
  {
    id: 'post 404 of a 2026-07-28 message is about the method',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server, { requestInit: { headers: { 'mcp-method': 'tools/none' } } });
      await raw.initialize();
      const id = raw.transport.sessionId;
      assert.ok(id);
      const body = '{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":1}';
      server.onMessage('tools/none', answers.status(404, body));
      const error = await world.rejected(raw.request('tools/none'));
      world.assertStock(error);
      assert.equal(raw.transport.sessionId, id);
    },
  },
  {
    id: 'post 404 of a notification',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      server.kill();
      const error = await world.rejected(raw.transport.send({ jsonrpc: '2.0', method: 'notifications/cancelled' }));
      world.assertPostExpired(error, server.goneBody);
    },
  },
  {
    id: 'many in flight: every caller is told, onerror once each',
    async run(world) {
      const server = await world.server();
      const { client, transport, errors } = await world.connect(server);
      server.kill();
      const results = await Promise.allSettled(Array.from({ length: 25 }, () => client.ping()));
      for (const result of results) {
        assert.equal(result.status, 'rejected');
        world.assertPostExpired(result.reason, server.goneBody);
      }
      assert.equal(errors.length, 25);
      assert.equal(new Set(errors).size, 25);
      assert.equal(transport.sessionId, undefined);
    },
  },
];

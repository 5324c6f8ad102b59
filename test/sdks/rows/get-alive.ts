// Section 2: GET 404 of a server that has no GET route while the session is healthy.
import assert from 'node:assert/strict';
import { answers, openStream } from '../http-server.ts';
import { type Row, type World } from '../world.ts';

const NOT_FOUND = '{"jsonrpc":"2.0","id":"x","error":{"code":-32601,"message":"Method not found"}}';

const alive = (id: string, prepare: (server: Awaited<ReturnType<World['server']>>) => void): Row => ({
  id,
  async run(world) {
    const server = await world.server();
    server.onMethod('GET', answers.status(404));
    prepare(server);
    const { client, transport, errors } = await world.connect(server);
    const session = transport.sessionId;
    await world.until(() => errors.length > 0, 'the error of the stream');
    world.assertStock(errors[0]);
    assert.match(errors[0]?.message ?? '', /Failed to open SSE stream/);
    assert.equal(transport.sessionId, session);
    await client.callTool({ name: 'x' });
  },
});

export const aliveRows: readonly Row[] = [
  alive('get 404, ping answers 200: alive', () => undefined),
  alive('get 404, ping answers 202: alive', (server) => server.onMessage('ping', answers.status(202))),
  alive('get 404, ping answers 404 with -32601: alive', (server) =>
    server.onMessage('ping', answers.status(404, NOT_FOUND)),
  ),
  alive('get 404, ping answers an endless stream: alive, stream let go', (server) =>
    server.onMessage('ping', (_seen, response) => openStream(response)),
  ),
  {
    id: 'the ping carries what the refused get carried',
    async run(world) {
      const server = await world.server();
      server.onMethod('GET', answers.status(404));
      const headers = { authorization: 'Bearer abc', 'x-tenant': 'seven' };
      const raw = await world.raw(server, { requestInit: { headers } });
      await raw.initialize();
      raw.transport
        .send({ jsonrpc: '2.0', id: 9, method: 'tools/call' }, { resumptionToken: 'event-7' })
        .catch(() => undefined);
      await world.until(() => server.messages('ping').length === 2, 'two pings');
      const gets = server.requests('GET');
      assert.ok(gets.some((get) => get.headers['last-event-id'] === 'event-7'));
      for (const { headers: sent, sessionId } of server.messages('ping')) {
        assert.equal(sessionId, raw.transport.sessionId);
        assert.equal(sent.authorization, 'Bearer abc');
        assert.equal(sent['x-tenant'], 'seven');
        assert.equal(sent['mcp-protocol-version'], '2025-06-18');
        assert.equal(sent['content-type'], 'application/json');
        assert.equal(sent.accept, 'application/json, text/event-stream');
        assert.equal(sent['last-event-id'], undefined);
      }
    },
  },
  {
    id: 'stream opens, drops, two reconnects answer 404, the tool call succeeds',
    async run(world) {
      const server = await world.server();
      let gets = 0;
      server.onMethod('GET', (_seen, response) => {
        gets++;
        if (gets > 1) return void response.writeHead(404).end();
        openStream(response, 'event-1');
        setTimeout(() => response.destroy(), 20);
      });
      const reconnectionOptions = {
        initialReconnectionDelay: 20,
        maxReconnectionDelay: 20,
        reconnectionDelayGrowFactor: 1,
        maxRetries: 2,
      };
      const { client, transport } = await world.connect(server, { reconnectionOptions });
      const session = transport.sessionId;
      await world.until(() => gets >= 3, 'two reconnects');
      await world.pause(100);
      assert.equal(transport.sessionId, session);
      await client.callTool({ name: 'x' });
    },
  },
  {
    id: 'get 404: close during the ping',
    async run(world) {
      const server = await world.server();
      server.onMethod('GET', answers.status(404));
      server.onMessage('ping', () => undefined);
      const { client, errors } = await world.connect(server);
      await world.until(() => server.messages('ping').length === 1, 'the ping');
      await client.close();
      await world.pause(50);
      assert.ok(!errors.some((error) => world.isExpired(error)), 'aborted, not expired');
    },
  },
];

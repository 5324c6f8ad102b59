// Edge 11: the same transport object, connected again.
import assert from 'node:assert/strict';
import { type ServerResponse } from 'node:http';
import { openStream, writeEvent } from '../http-server.ts';
import { type Row } from '../world.ts';

export const reuseRows: readonly Row[] = [
  {
    id: 'reuse after expiry: a fresh initialize',
    async run(world) {
      const server = await world.server();
      const { client, transport } = await world.connect(server);
      const first = transport.sessionId;
      server.kill();
      await world.rejected(client.ping());
      await client.close();
      await client.connect(transport);
      assert.equal(server.messages('initialize').length, 2);
      assert.notEqual(transport.sessionId, first);
      assert.ok(transport.sessionId);
      await client.ping();
      const initialize = server.messages('initialize')[1];
      assert.equal(initialize?.sessionId, undefined);
      assert.equal(initialize?.headers['mcp-protocol-version'], undefined);
    },
  },
  {
    id: 'reuse after expiry: the next server issues no id',
    async run(world) {
      const server = await world.server();
      const { client, transport } = await world.connect(server);
      server.kill();
      await world.rejected(client.ping());
      await client.close();
      server.issueIds = false;
      await client.connect(transport);
      assert.equal(transport.sessionId, undefined);
      await client.ping();
    },
  },
  {
    id: 'reuse after a plain close: the session goes on',
    async run(world) {
      const server = await world.server();
      const { client, transport } = await world.connect(server);
      const id = transport.sessionId;
      await client.close();
      await client.connect(transport);
      await client.ping();
      assert.equal(transport.sessionId, id);
      assert.equal(server.messages('initialize').length, 1);
    },
  },
  {
    id: 'reuse after delete and close: a fresh initialize',
    async run(world) {
      const server = await world.server();
      const { client, transport } = await world.connect(server);
      await transport.terminateSession();
      await client.close();
      await client.connect(transport);
      await client.ping();
      assert.equal(server.messages('initialize').length, 2);
      assert.equal(server.messages('initialize')[1]?.headers['mcp-protocol-version'], undefined);
    },
  },
  {
    id: 'reuse: each message arrives once, at the client of now, and at the caller',
    async run(world) {
      const server = await world.server();
      const streams: ServerResponse[] = [];
      server.onMethod('GET', (_seen, response) => {
        openStream(response);
        streams.push(response);
      });
      const closes: string[] = [];
      const seen: string[] = [];
      const errors: Error[] = [];
      const transport = world.transport(server);
      transport.onclose = () => closes.push('closed');
      transport.onmessage = (message) => seen.push(message.method ?? 'answer');
      for (const times of [1, 2, 3]) {
        const client = world.client();
        client.onerror = (error) => errors.push(error);
        await client.connect(transport);
        await world.until(() => streams.length === times, 'the stream');
        const request = { jsonrpc: '2.0', id: `roots-${times}`, method: 'ping' };
        const before = server.seen.filter((each) => each.message?.id === request.id).length;
        const stream = streams.at(-1);
        if (stream) writeEvent(stream, request);
        const answered = (): number => server.seen.filter((each) => each.message?.id === request.id).length - before;
        await world.until(() => answered() > 0, 'the answer to the ping');
        await world.pause(30);
        assert.equal(answered(), 1, 'answered once');
        server.kill();
        await world.rejected(client.listTools());
        await client.close();
        assert.equal(closes.length, times);
      }
      assert.equal(seen.filter((method) => method === 'ping').length, 3);
      assert.ok(
        errors.every((error) => world.isExpired(error)),
        errors.map(String).join('; '),
      );
    },
  },
  {
    id: 'reuse: a stream of before the close does not come back',
    async run(world) {
      const server = await world.server();
      const streams: ServerResponse[] = [];
      server.onMethod('GET', (_seen, response) => {
        openStream(response, `event-${streams.length}`);
        streams.push(response);
      });
      const reconnectionOptions = {
        initialReconnectionDelay: 30,
        maxReconnectionDelay: 30,
        reconnectionDelayGrowFactor: 1,
        maxRetries: 2,
      };
      const { client, transport, errors } = await world.connect(server, { reconnectionOptions });
      await world.until(() => streams.length === 1, 'the stream');
      await world.pause(30);
      await client.close();
      await world.pause(30);
      const before = errors.length;
      await client.connect(transport);
      await client.ping();
      await world.pause(300);
      assert.equal(server.requests('GET').length, 1, 'nobody asked for another stream');
      assert.equal(errors.length, before);
    },
  },
  {
    id: 'start twice without a close is refused as before',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      const error = await world.rejected(raw.transport.start());
      assert.match(error.message, /already started/);
    },
  },
];

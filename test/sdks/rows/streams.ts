// Edge 6: the SSE streams of a dead session.
import assert from 'node:assert/strict';
import { type ServerResponse } from 'node:http';
import { openStream, writeEvent } from '../http-server.ts';
import { type Raw, type Row, type World } from '../world.ts';

const QUICK = {
  initialReconnectionDelay: 150,
  maxReconnectionDelay: 150,
  reconnectionDelayGrowFactor: 1,
  maxRetries: 2,
};

/** A session whose GET stream is open and has had an event with an id. */
async function streaming(world: World) {
  const server = await world.server();
  const streams: ServerResponse[] = [];
  server.onMethod('GET', ({ sessionId }, response) => {
    if (sessionId === undefined || !server.alive.has(sessionId)) return void response.writeHead(404).end();
    openStream(response, `event-of-${sessionId}`);
    streams.push(response);
  });
  const raw = await world.raw(server, { reconnectionOptions: QUICK });
  await raw.initialize();
  await world.until(() => streams.length === 1, 'the open stream');
  await world.pause(30);
  return { server, streams, raw };
}

async function expire(world: World, raw: Raw, server: { kill(): void }): Promise<void> {
  server.kill();
  assert.ok(world.isExpired(await world.rejected(raw.request('ping'))));
}

export const streamRows: readonly Row[] = [
  {
    id: 'a reconnect timer of the dead session stops',
    async run(world) {
      const { server, streams, raw } = await streaming(world);
      streams[0]?.destroy();
      await world.pause(30);
      await expire(world, raw, server);
      const before = raw.errors.length;
      await world.pause(600);
      assert.equal(server.requests('GET').length, 1, 'no reconnect');
      assert.equal(raw.errors.length, before, 'and no word about it');
    },
  },
  ...(['end', 'destroy'] as const).map((way): Row => ({
    id: `a stream of the dead session that stops (${way}) after initialize opens no second one`,
    async run(world) {
      const { server, streams, raw } = await streaming(world);
      await expire(world, raw, server);
      await raw.initialize();
      await world.until(() => streams.length === 2, 'the stream of the next session');
      streams[0]?.[way]();
      await world.pause(600);
      assert.equal(server.requests('GET').length, 2);
      assert.deepEqual(
        server.requests('GET').map((get) => get.headers['last-event-id']),
        [undefined, undefined],
      );
    },
  })),
  {
    id: 'the stream of the living session still reconnects, with its last event',
    async run(world) {
      const { server, streams, raw } = await streaming(world);
      await expire(world, raw, server);
      await raw.initialize();
      const second = raw.transport.sessionId;
      await world.until(() => streams.length === 2, 'the stream of the next session');
      await world.pause(30);
      streams[1]?.destroy();
      await world.until(() => streams.length === 3, 'the reconnect');
      const last = server.requests('GET').at(-1);
      assert.equal(last?.sessionId, second);
      assert.equal(last?.headers['last-event-id'], `event-of-${second}`);
    },
  },
  {
    id: 'the answer stream of a request of the dead session opens no second one',
    async run(world) {
      const { server, raw } = await streaming(world);
      let answer: ServerResponse | undefined;
      server.onMessage('tools/call', (_seen, response) => {
        openStream(response, 'event-of-a-request');
        answer = response;
      });
      await raw.request('tools/call');
      await world.until(() => answer !== undefined, 'the answer stream');
      await world.pause(30);
      await expire(world, raw, server);
      await raw.initialize();
      await world.until(() => server.requests('GET').length === 2, 'the stream of the next session');
      answer?.destroy();
      await world.pause(600);
      assert.ok(server.requests('GET').every((get) => get.headers['last-event-id'] === undefined));
      assert.equal(server.requests('GET').length, 2);
    },
  },
  {
    id: 'an answer stream of the dead session that begins after initialize opens no second one',
    async run(world) {
      const { server, raw } = await streaming(world);
      let begin = (): ServerResponse | undefined => undefined;
      server.onMessage('tools/call', (_seen, response) => {
        begin = () => {
          openStream(response, 'event-of-a-late-answer');
          return response;
        };
      });
      const asked = raw.request('tools/call').catch(() => undefined);
      await world.until(() => server.messages('tools/call').length === 1, 'the request');
      await expire(world, raw, server);
      await raw.initialize();
      await world.until(() => server.requests('GET').length === 2, 'the stream of the next session');
      const late = begin();
      await asked;
      await world.pause(50);
      late?.destroy();
      await world.pause(600);
      assert.equal(server.requests('GET').length, 2);
    },
  },
  {
    id: 'a request waiting on a stream of the dead session is told that it ended',
    only: 'v2',
    async run(world) {
      const { server, raw } = await streaming(world);
      let answer: ServerResponse | undefined;
      server.onMessage('tools/call', (_seen, response) => {
        openStream(response, 'event-of-a-request');
        answer = response;
      });
      let ended = 0;
      await raw.request('tools/call', {}, { onRequestStreamEnd: () => ended++ });
      await world.until(() => answer !== undefined, 'the answer stream');
      await world.pause(30);
      server.kill();
      await world.rejected(raw.request('ping'));
      answer?.destroy();
      await world.until(() => ended > 0, 'the end', 2_000);
      await world.pause(400);
      assert.equal(ended, 1);
    },
  },
  {
    id: 'a dead session found by a reconnect: told once, no more reconnects',
    async run(world) {
      const { server, streams, raw } = await streaming(world);
      server.kill();
      streams[0]?.destroy();
      await world.until(() => raw.transport.sessionId === undefined, 'the end of the session');
      await world.pause(600);
      assert.equal(server.requests('GET').length, 2, 'the reconnect that found out is the last');
      assert.equal(raw.errors.filter((error) => world.isExpired(error)).length, 1);
      // As stock: the failed GET, and the same as a failed reconnect.
      const ofGet = raw.errors.filter((error) => /open SSE|reconnect/.test(error.message));
      assert.ok(ofGet.length <= 2, raw.errors.map(String).join('; '));
    },
  },
  {
    id: 'messages of an open stream arrive',
    async run(world) {
      const { streams, raw } = await streaming(world);
      const [stream] = streams;
      if (stream) writeEvent(stream, { jsonrpc: '2.0', method: 'notifications/message', params: {} }, 'e2');
      await world.until(() => raw.messages.some((each) => each.method === 'notifications/message'), 'the message');
    },
  },
];

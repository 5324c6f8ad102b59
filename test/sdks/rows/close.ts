// Edge 12: closing, aborting and resuming while the session dies.
import assert from 'node:assert/strict';
import { answers } from '../http-server.ts';
import { type Row } from '../world.ts';

export const closeRows: readonly Row[] = [
  {
    id: 'close during a 404 whose body stalls',
    async run(world) {
      const server = await world.server();
      const { client } = await world.connect(server);
      server.onMessage('ping', (_seen, response) => {
        response.writeHead(404, { 'content-length': '1000' });
        response.write('half');
      });
      const pinged = world.rejected(client.ping());
      await world.until(() => server.messages('ping').length === 1, 'the ping');
      await world.pause(50);
      const begun = Date.now();
      await client.close();
      await pinged;
      assert.ok(Date.now() - begun < 1_000, 'no waiting for the body');
    },
  },
  {
    id: 'a request aborted while the session dies',
    async run(world) {
      const server = await world.server();
      const { client } = await world.connect(server);
      let answer = (): void => undefined;
      server.onMessage('ping', (_seen, response) => {
        answer = () => response.writeHead(404).end('gone');
      });
      const abort = new AbortController();
      const pinged = world.rejected(client.ping({ signal: abort.signal }));
      await world.until(() => server.messages('ping').length === 1, 'the ping');
      abort.abort(new Error('enough'));
      await pinged;
      answer();
      await world.pause(50);
    },
  },
  {
    id: 'send with a resumption token on a dead session',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      server.kill();
      server.onMethod('GET', answers.status(404));
      await raw.request('tools/call', {}, { resumptionToken: 'event-1' });
      await world.until(() => raw.errors.some((error) => world.isExpired(error)), 'the expired error');
      assert.equal(raw.transport.sessionId, undefined);
      assert.equal(server.requests('GET').at(-1)?.headers['last-event-id'], 'event-1');
    },
  },
  {
    id: 'resumeStream on a dead session',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      server.kill();
      server.onMethod('GET', answers.status(404));
      if (raw.transport.resumeStream === undefined) {
        assert.ok(!('resumeStream' in raw.transport), 'not there in early releases, stock and patched alike');
        server.onMessage('ping', answers.status(404, 'x'));
        return world.assertPostExpired(await world.rejected(raw.request('ping')), 'x');
      }
      const error = await world.rejected(raw.transport.resumeStream('event-1'));
      const message = 'Failed to open SSE stream: session expired (HTTP 404)';
      world.assertExpired(error, { message, data: { status: 404, statusText: 'Not Found' } });
    },
  },
  {
    id: 'a reconnect after close stays quiet about the session',
    async run(world) {
      const server = await world.server();
      const { client, transport } = await world.connect(server);
      await client.close();
      assert.ok(transport.sessionId, 'a plain close keeps the id');
    },
  },
];

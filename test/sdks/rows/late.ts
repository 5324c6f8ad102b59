// Edge 1: answers that come after the next session was established.
import assert from 'node:assert/strict';
import { type Row } from '../world.ts';

export const lateRows: readonly Row[] = [
  {
    id: 'late post 404 leaves the next session alone',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      let answer = (): void => undefined;
      server.onMessage('slow', (_seen, response) => {
        answer = () => response.writeHead(404).end('late');
      });
      const slow = world.rejected(raw.request('slow'));
      await world.until(() => server.messages('slow').length === 1, 'the slow request');
      server.kill();
      world.assertPostExpired(await world.rejected(raw.request('ping')), server.goneBody);
      await raw.initialize();
      const second = raw.transport.sessionId;
      assert.ok(second);
      answer();
      world.assertPostExpired(await slow, 'late');
      assert.equal(raw.transport.sessionId, second);
      await raw.request('ping');
      assert.equal(server.messages('ping').at(-1)?.sessionId, second);
    },
  },
  ...[200, 404, 405].map((status): Row => ({
    id: `late delete ${status} leaves the next session alone`,
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      let answer = (): void => undefined;
      server.onMethod('DELETE', (_seen, response) => {
        answer = () => response.writeHead(status).end();
      });
      const terminated = raw.transport.terminateSession();
      await world.until(() => server.requests('DELETE').length === 1, 'the DELETE');
      server.kill();
      await world.rejected(raw.request('ping'));
      await raw.initialize();
      const second = raw.transport.sessionId;
      assert.ok(second);
      answer();
      await terminated;
      assert.equal(raw.transport.sessionId, second);
    },
  })),
  {
    id: 'late get 404 leaves the next session alone',
    async run(world) {
      const server = await world.server();
      let answer = (): void => undefined;
      server.onMethod('GET', (_seen, response) => {
        if (server.requests('GET').length > 1) return void response.writeHead(405).end();
        answer = () => response.writeHead(404).end();
      });
      const raw = await world.raw(server);
      await raw.initialize();
      await world.until(() => server.requests('GET').length === 1, 'the GET');
      server.kill();
      world.assertPostExpired(await world.rejected(raw.request('tools/list')), server.goneBody);
      await raw.initialize();
      const second = raw.transport.sessionId;
      answer();
      await world.until(() => raw.errors.length >= 2, 'the error of the first stream');
      assert.ok(world.isExpired(raw.errors[1]));
      assert.equal(raw.transport.sessionId, second);
      assert.equal(server.messages('ping').length, 0);
    },
  },
  {
    id: 'late 200 with the old id is not adopted',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      const first = raw.transport.sessionId ?? '';
      let answer = (): void => undefined;
      server.onMessage('slow', ({ message }, response) => {
        const body = JSON.stringify({ jsonrpc: '2.0', id: message?.id, result: {} });
        const headers = { 'content-type': 'application/json', 'mcp-session-id': first };
        answer = () => response.writeHead(200, headers).end(body);
      });
      const slow = raw.request('slow');
      await world.until(() => server.messages('slow').length === 1, 'the slow request');
      server.kill();
      await world.rejected(raw.request('ping'));
      await raw.initialize();
      const second = raw.transport.sessionId;
      assert.notEqual(second, first);
      answer();
      await slow;
      assert.equal(raw.transport.sessionId, second);
    },
  },
];

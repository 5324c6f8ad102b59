// Edges 5 and 10: bodies that stall, never end or are not there; a fetch looked up at call time.
import assert from 'node:assert/strict';
import { type Row } from '../world.ts';

export const bodyRows: readonly Row[] = [
  {
    id: 'stalled 404 body: id cleared at once, told after 5 s with what came',
    async run(world) {
      const server = await world.server();
      const { client, transport } = await world.connect(server);
      server.onMessage('ping', (_seen, response) => {
        response.writeHead(404, { 'content-length': '1000' });
        response.write('only this');
      });
      const begun = Date.now();
      const pinged = world.rejected(client.ping());
      await world.until(() => transport.sessionId === undefined, 'the cleared id', 1_000);
      world.assertPostExpired(await pinged, 'only this');
      assert.ok(Date.now() - begun < 7_000);
    },
  },
  {
    id: 'endless 404 body: 64 KiB of it',
    async run(world) {
      const server = await world.server();
      const { client } = await world.connect(server);
      server.onMessage('ping', (_seen, response) => {
        response.writeHead(404);
        const timer = setInterval(() => response.write('x'.repeat(16 * 1024)), 1);
        response.on('close', () => clearInterval(timer));
      });
      const error = (await world.rejected(client.ping())) as Error & { data?: { text?: string } };
      assert.ok(world.isExpired(error));
      assert.equal(error.data?.text?.length, 64 * 1024);
    },
  },
  {
    id: 'broken 404 body: expired with what came',
    async run(world) {
      const server = await world.server();
      const { client } = await world.connect(server);
      server.onMessage('ping', (_seen, response) => {
        response.writeHead(404, { 'content-length': '1000' });
        response.write('half');
        setTimeout(() => response.destroy(), 30);
      });
      world.assertPostExpired(await world.rejected(client.ping()), 'half');
    },
  },
  {
    id: 'a bare object for a response: text is undefined',
    async run(world) {
      const server = await world.server();
      let gone = false;
      const fetch = async (url: string | URL, init?: RequestInit): Promise<unknown> =>
        gone
          ? { ok: false, status: 404, statusText: 'Not Found', headers: new Headers() }
          : globalThis.fetch(url, init);
      const { client, transport } = await world.connect(server, { fetch });
      gone = true;
      world.assertPostExpired(await world.rejected(client.ping()), undefined);
      assert.equal(transport.sessionId, undefined);
    },
  },
  {
    id: 'an object with text() only',
    async run(world) {
      const server = await world.server();
      let gone = false;
      const fetch = async (url: string | URL, init?: RequestInit): Promise<unknown> =>
        gone
          ? { ok: false, status: 404, headers: new Headers(), text: async () => 'told by text()' }
          : globalThis.fetch(url, init);
      const { client } = await world.connect(server, { fetch });
      gone = true;
      world.assertPostExpired(await world.rejected(client.ping()), 'told by text()');
    },
  },
  {
    id: 'globalThis.fetch is read at call time',
    alone: true,
    async run(world) {
      const server = await world.server();
      const { client } = await world.connect(server);
      const before = globalThis.fetch;
      world.defer(() => {
        globalThis.fetch = before;
      });
      const seen: string[] = [];
      globalThis.fetch = async (url, init) => {
        seen.push(String(url));
        return before(url, init);
      };
      await client.ping();
      assert.deepEqual(seen, [server.url.href]);
      server.kill();
      world.assertPostExpired(await world.rejected(client.ping()), server.goneBody);
    },
  },
];

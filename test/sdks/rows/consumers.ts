// What consumers do to the transport: extend it, poke it, negotiate with it.
import assert from 'node:assert/strict';
import { answers } from '../http-server.ts';
import { type Message, type SendOptions } from '../sdk.ts';
import { type Row } from '../world.ts';

export const consumerRows: readonly Row[] = [
  {
    id: 'a subclass with private fields of its own',
    async run(world) {
      const server = await world.server();
      class Counting extends world.sdk.Transport {
        #sent = 0;
        #closed = 0;
        override send(message: Message, options?: SendOptions): Promise<void> {
          this.#sent++;
          return super.send(message, options);
        }
        override close(): Promise<void> {
          this.#closed++;
          return super.close();
        }
        get counts(): readonly number[] {
          return [this.#sent, this.#closed];
        }
      }
      const transport = new Counting(server.url);
      const client = world.client();
      await client.connect(transport);
      await client.ping();
      server.kill();
      world.assertPostExpired(await world.rejected(client.ping()), server.goneBody);
      await client.close();
      assert.deepEqual(transport.counts, [4, 1]);
      assert.ok(transport instanceof world.sdk.StockTransport);
    },
  },
  {
    id: 'an id poked away by the caller is no expired session',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      Object.assign(raw.transport, { _sessionId: undefined });
      world.assertStock(await world.rejected(raw.request('ping')));
      await raw.initialize();
      await raw.request('ping');
    },
  },
  {
    id: 'an id poked away after an expired session changes nothing',
    async run(world) {
      const server = await world.server();
      const raw = await world.raw(server);
      await raw.initialize();
      server.kill();
      world.assertPostExpired(await world.rejected(raw.request('ping')), server.goneBody);
      Object.assign(raw.transport, { _sessionId: undefined });
      world.assertPostExpired(await world.rejected(raw.request('ping')), server.goneBody, 400);
    },
  },
  {
    id: 'a session id given to the constructor, long gone',
    async run(world) {
      const server = await world.server();
      const { client, transport } = await (async () => {
        const given = world.transport(server, { sessionId: 'of-yesterday' });
        const resumed = world.client();
        await resumed.connect(given);
        return { client: resumed, transport: given };
      })();
      assert.equal(server.seen.length, 0, 'resumed without a request');
      world.assertPostExpired(await world.rejected(client.ping()), server.goneBody);
      await client.close();
      await client.connect(transport);
      await client.ping();
    },
  },
  {
    id: 'version negotiation, then expiry, then the same transport again',
    only: 'v2',
    async run(world) {
      const server = await world.server();
      const body = '{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":null}';
      server.onMessage('server/discover', answers.status(404, body));
      const transport = world.transport(server);
      const client = new world.sdk.Client({ name: 'x', version: '1' }, { versionNegotiation: { mode: 'auto' } });
      const errors: Error[] = [];
      for (const times of [1, 2, 3]) {
        await client.connect(transport);
        client.onerror = (error) => errors.push(error);
        assert.equal(server.messages('initialize').length, times);
        await world.until(() => server.requests('GET').length === times, 'the GET');
        await client.ping();
        server.kill();
        world.assertPostExpired(await world.rejected(client.ping()), server.goneBody);
        assert.equal(errors.filter((error) => world.isExpired(error)).length, times);
        await client.close();
      }
    },
  },
];

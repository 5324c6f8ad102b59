// Section 2: GET 404 that does mean the end.
import assert from 'node:assert/strict';
import { type Answer, answers, type HttpServer } from '../http-server.ts';
import { type Row, type World } from '../world.ts';

const EXPIRED = {
  message: 'Failed to open SSE stream: session expired (HTTP 404)',
  data: { status: 404, statusText: 'Not Found' },
};

/** Connects to a server whose GET answers 404, and waits for what the stream's opening comes to. */
async function opened(world: World, server: HttpServer, options: object = {}) {
  server.onMethod('GET', answers.status(404));
  const connected = await world.connect(server, options);
  const id = connected.transport.sessionId;
  await world.until(() => connected.errors.length > 0, 'an error of the stream');
  return { ...connected, id, error: connected.errors[0] };
}

const refusals: Readonly<Record<string, Answer>> = {
  '404': answers.status(404, 'gone'),
  '404 with other JSON': answers.status(404, '{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"x"}}'),
  '404 with a list': answers.status(404, '[1]'),
  '400': answers.status(400, 'no'),
  '401': answers.status(401),
  '500': answers.status(500),
  'a broken connection': (_seen, response) => {
    response.destroy();
  },
};

export const getRows: readonly Row[] = [
  ...Object.entries(refusals).map(([name, refusal]): Row => ({
    id: `get 404, ping answers ${name}: expired`,
    async run(world) {
      const server = await world.server();
      server.onMessage('ping', refusal);
      const { error, transport, errors } = await opened(world, server);
      world.assertExpired(error, EXPIRED);
      assert.equal(transport.sessionId, undefined);
      assert.equal(server.messages('ping').length, 1);
      // Stock reports the first GET's failure twice, with the same error.
      assert.equal(new Set(errors).size, 1);
      assert.ok(errors.length <= 2);
    },
  })),
  {
    id: 'get 404, ping never answers: expired after 5 s',
    async run(world) {
      const server = await world.server();
      server.onMessage('ping', () => undefined);
      server.onMethod('GET', answers.status(404));
      const begun = Date.now();
      const { errors } = await world.connect(server);
      await world.until(() => errors.length > 0, 'an error of the stream', 8_000);
      world.assertExpired(errors[0], EXPIRED);
      assert.ok(Date.now() - begun > 4_500 && Date.now() - begun < 7_000, 'about 5 s');
    },
  },
  {
    id: 'get404 expired: no ping',
    async run(world) {
      const server = await world.server();
      const { error, transport } = await opened(world, server, { sessionExpiry: { get404: 'expired' } });
      world.assertExpired(error, EXPIRED);
      assert.equal(transport.sessionId, undefined);
      assert.equal(server.messages('ping').length, 0);
    },
  },
  {
    id: 'get404 ignore: no ping, stock error',
    async run(world) {
      const server = await world.server();
      const { error, transport, id } = await opened(world, server, { sessionExpiry: { get404: 'ignore' } });
      world.assertStock(error);
      assert.equal(transport.sessionId, id);
      assert.equal(server.messages('ping').length, 0);
    },
  },
  {
    id: 'get 404 without id: stock error, no ping',
    async run(world) {
      const server = await world.server();
      server.issueIds = false;
      const { error } = await opened(world, server);
      world.assertStock(error);
      assert.match(error?.message ?? '', /Failed to open SSE stream/);
      assert.equal(server.messages('ping').length, 0);
    },
  },
  {
    id: 'get 404 of a session known to be over: no ping',
    async run(world) {
      const server = await world.server();
      let refuse = (): void => undefined;
      server.onMethod('GET', (_seen, response) => {
        refuse = () => response.writeHead(404).end();
      });
      const { client, transport, errors } = await world.connect(server);
      await world.until(() => server.requests('GET').length === 1, 'the GET');
      server.kill();
      await world.rejected(client.listTools());
      refuse();
      await world.until(() => errors.length >= 2, 'the error of the stream');
      world.assertExpired(errors[1], EXPIRED);
      assert.equal(server.messages('ping').length, 0);
      assert.equal(transport.sessionId, undefined);
    },
  },
];

// Edge 8: what lies between the transport and the server.
import assert from 'node:assert/strict';
import { answers } from '../http-server.ts';
import { type Row } from '../world.ts';

export const redirectRows: readonly Row[] = [
  ...[307, 308].map((status): Row => ({
    id: `post ${status}, then 404`,
    async run(world) {
      const server = await world.server();
      server.on((seen, response) =>
        seen.path === '/mcp' ? answers.status(status, '', { location: '/moved/' })(seen, response) : false,
      );
      const { client, transport } = await world.connect(server);
      assert.ok(transport.sessionId);
      await client.ping();
      server.kill();
      world.assertPostExpired(await world.rejected(client.ping()), server.goneBody);
      assert.equal(transport.sessionId, undefined);
      await client.close();
      await client.connect(transport);
      assert.equal(server.messages('initialize').at(-1)?.path, '/moved/');
      await client.ping();
    },
  })),
  {
    id: 'delete 307, then 404',
    async run(world) {
      const server = await world.server();
      const { transport } = await world.connect(server);
      server.kill();
      server.on((seen, response) =>
        seen.path === '/mcp' ? answers.status(307, '', { location: '/moved/' })(seen, response) : false,
      );
      await transport.terminateSession();
      assert.equal(transport.sessionId, undefined);
    },
  },
  {
    id: 'get 307, then 404: the ping goes where the posts go',
    async run(world) {
      const server = await world.server();
      server.on((seen, response) => {
        if (seen.path === '/mcp') return answers.status(307, '', { location: '/moved/' })(seen, response);
        return seen.method === 'GET' ? answers.status(404)(seen, response) : false;
      });
      const { client, transport, errors } = await world.connect(server);
      const session = transport.sessionId;
      await world.until(() => errors.length > 0, 'the error of the stream');
      world.assertStock(errors[0]);
      assert.equal(transport.sessionId, session);
      await client.ping();
    },
  },
  {
    id: 'get sent elsewhere to a page that is not there, posts served: alive',
    async run(world) {
      const server = await world.server();
      server.onMethod('GET', (seen, response) =>
        answers.status(seen.path === '/mcp' ? 302 : 404, '', { location: '/page' })(seen, response),
      );
      server.on((seen, response) =>
        seen.path === '/page' && seen.method === 'POST' ? answers.status(404)(seen, response) : false,
      );
      const { client, transport, errors } = await world.connect(server);
      const session = transport.sessionId;
      await world.until(() => errors.length > 0, 'the error of the stream');
      world.assertStock(errors[0]);
      assert.equal(transport.sessionId, session);
      await client.ping();
    },
  },
  {
    id: 'a custom fetch below is used for every request',
    async run(world) {
      const server = await world.server();
      server.onMethod('GET', answers.status(404));
      const fetch = async (url: string | URL, init?: RequestInit): Promise<Response> => {
        const headers = new Headers(init?.headers);
        headers.set('x-below', 'yes');
        return globalThis.fetch(url, { ...init, headers });
      };
      const { client, errors } = await world.connect(server, { fetch });
      await world.until(() => errors.length > 0, 'the error of the stream');
      server.kill();
      world.assertPostExpired(await world.rejected(client.listTools()), server.goneBody);
      assert.ok(server.seen.every((each) => each.headers['x-below'] === 'yes'));
      assert.equal(server.messages('ping').length, world.sdk.which === 'patched' ? 1 : 0);
    },
  },
];

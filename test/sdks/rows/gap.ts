// Edge 3: between the end of a session and the next initialize.
import assert from 'node:assert/strict';
import { answers } from '../http-server.ts';
import { type Raw, type Row, type World } from '../world.ts';

async function inGap(world: World): Promise<{ raw: Raw; server: Awaited<ReturnType<World['server']>> }> {
  const server = await world.server();
  const raw = await world.raw(server);
  await raw.initialize();
  server.kill();
  world.assertPostExpired(await world.rejected(raw.request('ping')), server.goneBody);
  return { raw, server };
}

export const gapRows: readonly Row[] = [
  ...[400, 404].map((status): Row => ({
    id: `gap: post ${status} is expired too`,
    async run(world) {
      const { raw, server } = await inGap(world);
      server.onMessage('tools/list', answers.status(status, 'who are you'));
      const error = await world.rejected(raw.request('tools/list'));
      world.assertPostExpired(error, 'who are you', status);
      assert.equal(server.messages('tools/list')[0]?.sessionId, undefined);
    },
  })),
  ...[401, 403, 410, 500].map((status): Row => ({
    id: `gap: post ${status} is stock`,
    async run(world) {
      const { raw, server } = await inGap(world);
      server.onMessage('tools/list', answers.status(status, 'no'));
      world.assertStock(await world.rejected(raw.request('tools/list')));
    },
  })),
  ...[400, 404].map((status): Row => ({
    id: `gap: initialize ${status} is stock, and the gap stays open`,
    async run(world) {
      const { raw, server } = await inGap(world);
      server.onMessage('initialize', answers.status(status, 'not now', { 'mcp-session-id': 'refused' }));
      world.assertStock(await world.rejected(raw.initialize()));
      assert.equal(raw.transport.sessionId, undefined);
      world.assertPostExpired(await world.rejected(raw.request('ping')), server.goneBody, 400);
    },
  })),
  {
    id: 'gap: a successful initialize ends it, with or without an id',
    async run(world) {
      const { raw, server } = await inGap(world);
      server.issueIds = false;
      await raw.initialize();
      assert.equal(raw.transport.sessionId, undefined);
      server.onMessage('ping', answers.status(400, 'no'));
      world.assertStock(await world.rejected(raw.request('ping')));
    },
  },
  {
    id: 'gap: a late answer to a request sent in it',
    async run(world) {
      const { raw, server } = await inGap(world);
      let answer = (): void => undefined;
      server.onMessage('slow', (_seen, response) => {
        answer = () => response.writeHead(400).end('late');
      });
      const slow = world.rejected(raw.request('slow'));
      await world.until(() => server.messages('slow').length === 1, 'the slow request');
      await raw.initialize();
      const id = raw.transport.sessionId;
      answer();
      world.assertPostExpired(await slow, 'late', 400);
      assert.equal(raw.transport.sessionId, id);
    },
  },
  {
    id: 'gap: opened by an expired get as well',
    async run(world) {
      const server = await world.server();
      server.onMethod('GET', answers.status(404));
      const { client, transport } = await world.connect(server, { sessionExpiry: { get404: 'expired' } });
      await world.until(() => transport.sessionId === undefined, 'the end of the session');
      world.assertPostExpired(await world.rejected(client.ping()), server.goneBody, 400);
    },
  },
  ...[400, 404].map((status): Row => ({
    id: `no session ever: post ${status} is stock`,
    async run(world) {
      const server = await world.server();
      server.on(answers.status(status, 'no'));
      const raw = await world.raw(server);
      world.assertStock(await world.rejected(raw.request('ping')));
    },
  })),
];

// A real nginx in front: its own HTML 404, and its 502 while the server is away.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { startNginx } from '../nginx.ts';
import { type Row } from '../world.ts';

export const nginxRows: readonly Row[] = [
  {
    id: 'nginx answers its own 404 page',
    async run(world) {
      const server = await world.server();
      const proxy = await startNginx(server.origin);
      world.defer(() => proxy.close());
      const { client, transport } = await world.connect(proxy);
      await client.ping();
      server.kill();
      const error = (await world.rejected(client.ping())) as Error & { data?: { text?: string } };
      assert.ok(world.isExpired(error), error.message);
      assert.match(error.data?.text ?? '', /<center>nginx/);
      assert.equal(transport.sessionId, undefined);
    },
  },
  {
    id: 'nginx answers 502: not expired',
    async run(world) {
      const server = await world.server();
      const proxy = await startNginx(server.origin);
      world.defer(() => proxy.close());
      const { client, transport } = await world.connect(proxy);
      const id = transport.sessionId;
      const place = new URL(server.origin);
      await server.close();
      world.defer(await hangUpAt(place));
      const error = await world.rejected(client.ping());
      world.assertStock(error);
      assert.equal(transport.sessionId, id);
    },
  },
];

/** Keeps the port from whoever starts a server next, and says nothing there. */
async function hangUpAt({ hostname, port }: URL): Promise<() => void> {
  const nobody = createServer((socket) => socket.destroy()).listen(Number(port), hostname);
  await once(nobody, 'listening');
  return () => void nobody.close();
}

// A real nginx in front: its own HTML 404, and its 502 while the server is away.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { ownAddress, startNginx } from '../nginx.ts';
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
      const gate = await gateTo(new URL(server.origin));
      world.defer(gate.close);
      const proxy = await startNginx(gate.origin);
      world.defer(() => proxy.close());
      const { client, transport } = await world.connect(proxy);
      const id = transport.sessionId;
      gate.shut();
      const ping = client.ping();
      await ping.catch(() => undefined);
      assert.equal(server.messages('ping').length, 0, 'a ping reached the server through a gate that is shut');
      const error = await world.rejected(ping);
      world.assertStock(error);
      assert.equal(transport.sessionId, id);
    },
  },
];

interface Gate {
  readonly origin: string;
  readonly shut: () => void;
  readonly close: () => void;
}

/** Hands connections on to a server until it is shut; then it hangs up on everybody, and its port stays its own. */
async function gateTo({ hostname, port }: URL): Promise<Gate> {
  const address = ownAddress();
  const sockets = new Set<Socket>();
  let open = true;
  const gate = createServer((socket) => {
    if (!open) {
      socket.destroy();
      return;
    }
    const behind = connect(Number(port), hostname);
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, address);
  await once(gate, 'listening');
  const at = gate.address();
  if (at === null || typeof at === 'string') throw new Error('the gate has no port');
  const shut = (): void => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  const close = (): void => {
    shut();
    gate.close();
  };
  return { origin: `http://${at.address}:${at.port}`, shut, close };
}

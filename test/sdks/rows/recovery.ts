// Section 4: withSessionRecovery.
import assert from 'node:assert/strict';
import { type HttpServer } from '../http-server.ts';
import { type Client } from '../sdk.ts';
import { type Row, type World } from '../world.ts';

interface Recovery {
  run<T>(call: (client: Client) => Promise<T>): Promise<T>;
  client(): Promise<Client>;
  close(): Promise<void>;
}

type WithSessionRecovery = (
  connect: () => Promise<Client>,
  options?: { onRecover?: (error: unknown) => void; maxRecoveries?: number },
) => Recovery;

interface Recovering {
  readonly server: HttpServer;
  readonly recovery: Recovery;
  readonly recovered: unknown[];
  connects(): number;
  failNextConnect(): void;
}

async function recovering(world: World, maxRecoveries?: number): Promise<Recovering> {
  const server = await world.server();
  const recovered: unknown[] = [];
  let connects = 0;
  let fail = false;
  const connect = async (): Promise<Client> => {
    connects++;
    if (fail) {
      fail = false;
      throw new Error('no way in');
    }
    return (await world.connect(server)).client;
  };
  const withSessionRecovery = world.sdk.ours['withSessionRecovery'] as WithSessionRecovery;
  const options = {
    onRecover: (error: unknown) => recovered.push(error),
    ...(maxRecoveries === undefined ? {} : { maxRecoveries }),
  };
  const recovery = withSessionRecovery(connect, options);
  world.defer(() => recovery.close());
  return { server, recovery, recovered, connects: () => connects, failNextConnect: () => (fail = true) };
}

const row = (id: string, run: (world: World) => Promise<void>): Row => ({
  id: `recovery: ${id}`,
  ownFeature: true,
  run,
});

export const recoveryRows: readonly Row[] = [
  row('a refused call is repeated once on a new session', async (world) => {
    const { server, recovery, recovered, connects } = await recovering(world);
    await recovery.run((client) => client.ping());
    server.kill();
    const result = await recovery.run((client) => client.callTool({ name: 'x' }));
    assert.deepEqual((result as { content: unknown }).content, [{ type: 'text', text: 'done' }]);
    assert.equal(connects(), 2);
    assert.equal(recovered.length, 1);
    assert.ok(world.isExpired(recovered[0]));
    assert.equal(server.messages('tools/call').length, 2);
  }),
  row('concurrent calls share one reconnect', async (world) => {
    const { server, recovery, connects } = await recovering(world);
    await recovery.client();
    server.kill();
    server.onMessage('tools/call', (seen, response) => {
      // The first session's refusals come one after the other.
      const nth = server.messages('tools/call').indexOf(seen);
      if (server.alive.has(seen.sessionId ?? '')) return false;
      return new Promise<void>((resolve) => {
        setTimeout(() => response.writeHead(404).end('gone', () => resolve()), nth * 40);
      });
    });
    await Promise.all(Array.from({ length: 5 }, () => recovery.run((client) => client.callTool({ name: 'x' }))));
    assert.equal(connects(), 2);
    assert.equal(server.messages('tools/call').length, 10);
  }),
  row('a failed reconnect rejects its waiters; the next call tries anew', async (world) => {
    const { server, recovery, connects, failNextConnect } = await recovering(world);
    await recovery.client();
    server.kill();
    failNextConnect();
    const results = await Promise.allSettled([1, 2].map(() => recovery.run((client) => client.ping())));
    for (const result of results) {
      assert.equal(result.status, 'rejected');
      assert.match(String(result.reason), /no way in/);
    }
    await recovery.run((client) => client.ping());
    assert.equal(connects(), 3);
  }),
  row('not more often than maxRecoveries', async (world) => {
    for (const maxRecoveries of [0, 1, 2]) {
      const { server, recovery, connects } = await recovering(world, maxRecoveries);
      server.onMessage('ping', (_seen, response) => void response.writeHead(404).end('always'));
      world.assertPostExpired(await world.rejected(recovery.run((client) => client.ping())), 'always');
      assert.equal(connects(), 1 + maxRecoveries);
    }
  }),
  row('nothing is repeated when an earlier request of the callback was answered', async (world) => {
    const { server, recovery, connects } = await recovering(world);
    const call = recovery.run(async (client) => {
      await client.listTools();
      server.kill();
      return client.ping();
    });
    world.assertPostExpired(await world.rejected(call), server.goneBody);
    assert.equal(connects(), 1);
    assert.equal(server.messages('tools/list').length, 1);
    await recovery.run((client) => client.ping());
    assert.equal(connects(), 2);
  }),
  row('other errors are passed on', async (world) => {
    const { server, recovery, connects } = await recovering(world);
    server.onMessage('ping', (_seen, response) => void response.writeHead(500).end());
    world.assertStock(await world.rejected(recovery.run((client) => client.ping())));
    assert.equal(connects(), 1);
  }),
  row('an aborted call is not repeated', async (world) => {
    const { server, recovery } = await recovering(world);
    const abort = new AbortController();
    server.onMessage('ping', () => undefined);
    const call = world.rejected(recovery.run((client) => client.ping({ signal: abort.signal })));
    await world.until(() => server.messages('ping').length === 1, 'the ping');
    server.kill();
    abort.abort(new Error('enough'));
    await call;
    assert.equal(server.messages('ping').length, 1);
  }),
  row('a call that timed out is not repeated', async (world) => {
    const { server, recovery } = await recovering(world);
    server.onMessage('ping', () => undefined);
    const call = world.rejected(recovery.run((client) => client.ping({ timeout: 100 })));
    await world.until(() => server.messages('ping').length === 1, 'the ping');
    server.kill();
    world.assertStock(await call);
    assert.equal(server.messages('ping').length, 1);
  }),
  row('closed: later calls are refused', async (world) => {
    const { recovery } = await recovering(world);
    await recovery.run((client) => client.ping());
    await recovery.close();
    await world.rejected(recovery.run((client) => client.ping()));
    await world.rejected(recovery.client());
  }),
  row('connects with the same client and transport', async (world) => {
    const server = await world.server();
    const transport = world.transport(server);
    const client = world.client();
    const withSessionRecovery = world.sdk.ours['withSessionRecovery'] as WithSessionRecovery;
    const recovery = withSessionRecovery(async () => {
      await client.connect(transport);
      return client;
    });
    await recovery.run((each) => each.ping());
    server.kill();
    await recovery.run((each) => each.ping());
    assert.equal(server.messages('initialize').length, 2);
    await recovery.close();
  }),
  row('isSessionExpired: along cause, for both generations, across copies', async (world) => {
    const isSessionExpired = world.sdk.ours['isSessionExpired'] as (error: unknown) => boolean;
    const server = await world.server();
    const { client } = await world.connect(server);
    server.kill();
    const error = await world.rejected(client.ping());
    const looped = new Error('a');
    looped.cause = new Error('b', { cause: looped });
    const code = 'CLIENT_HTTP_SESSION_EXPIRED';
    const yes = [
      error,
      new Error('x', { cause: new Error('y', { cause: error }) }),
      { code },
      { code: 404, sdkCode: code },
    ];
    const no = [
      undefined,
      null,
      404,
      code,
      {},
      { code: 404 },
      new Error('Session not found'),
      { code: -32001 },
      looped,
    ];
    assert.ok(yes.every(isSessionExpired));
    assert.ok(!no.some(isSessionExpired));
  }),
];

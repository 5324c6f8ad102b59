// The SDK's own servers, their sessions killed.
import assert from 'node:assert/strict';
import { REAL_SERVERS } from '../real-servers.ts';
import { type Row } from '../world.ts';

export const realServerRows: readonly Row[] = Object.entries(REAL_SERVERS).flatMap(([name, start]): readonly Row[] => [
  {
    id: `real server ${name}: killed session, then the same transport again`,
    async run(world) {
      const server = await start();
      world.defer(() => server.close());
      const { client, transport, errors } = await world.connect(server);
      const first = transport.sessionId;
      assert.ok(first);
      await client.callTool({ name: 'echo', arguments: { text: 'one' } });
      await server.kill();
      const error = await world.rejected(client.callTool({ name: 'echo', arguments: { text: 'two' } }));
      assert.ok(world.isExpired(error), error.message);
      assert.equal(transport.sessionId, undefined);
      assert.ok(errors.includes(error));
      await client.close();
      await client.connect(transport);
      assert.ok(transport.sessionId !== first && transport.sessionId !== undefined);
      const result = await client.callTool({ name: 'echo', arguments: { text: 'three' } });
      assert.deepEqual((result as { content: unknown }).content, [{ type: 'text', text: 'three' }]);
    },
  },
  {
    id: `real server ${name}: terminated twice`,
    async run(world) {
      const server = await start();
      world.defer(() => server.close());
      const { transport } = await world.connect(server);
      await server.kill();
      await transport.terminateSession();
      assert.equal(transport.sessionId, undefined);
    },
  },
]);

// Section 1: DELETE.
import assert from 'node:assert/strict';
import { answers } from '../http-server.ts';
import { type Row } from '../world.ts';

export const deleteRows: readonly Row[] = [
  {
    id: 'delete 404 resolves: the session is gone as wished',
    async run(world) {
      const server = await world.server();
      const { transport, errors } = await world.connect(server);
      server.kill();
      await transport.terminateSession();
      assert.equal(transport.sessionId, undefined);
      assert.deepEqual(errors, []);
      assert.equal(server.requests('DELETE').length, 1);
    },
  },
  ...[200, 405].map((status): Row => ({
    id: `delete ${status} resolves as before`,
    async run(world) {
      const server = await world.server();
      server.onMethod('DELETE', answers.status(status));
      const { transport } = await world.connect(server);
      await transport.terminateSession();
      assert.equal(transport.sessionId, undefined);
    },
  })),
  ...[400, 403, 500].map((status): Row => ({
    id: `delete ${status} rejects as before, id kept`,
    async run(world) {
      const server = await world.server();
      server.onMethod('DELETE', answers.status(status));
      const { transport } = await world.connect(server);
      const id = transport.sessionId;
      world.assertStock(await world.rejected(transport.terminateSession()));
      assert.equal(transport.sessionId, id);
    },
  })),
  ...[200, 404].map((status): Row => ({
    id: `delete ${status} opens no gap`,
    async run(world) {
      const server = await world.server();
      server.onMethod('DELETE', answers.status(status));
      const { client, transport } = await world.connect(server);
      await transport.terminateSession();
      world.assertStock(await world.rejected(client.ping()));
    },
  })),
];

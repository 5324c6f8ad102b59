import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/recovery-table.ts';

export async function outcome({ connect, call }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const client = await connect(server.url);
  server.strike();
  return call(client, server.url);
}

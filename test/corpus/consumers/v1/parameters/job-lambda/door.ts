import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/inventory.ts';

export async function outcome({ connector, inventory }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const client = await connector(server.url)();
  server.strike();
  return inventory(client, server.url);
}

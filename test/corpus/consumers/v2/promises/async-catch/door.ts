import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/count.ts';

export async function outcome({ connect, count }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const client = await connect(new URL(server.url));
  server.strike();
  return count(client, new URL(server.url));
}

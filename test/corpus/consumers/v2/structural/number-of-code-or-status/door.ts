import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/lib/sync.js';

export async function outcome({ Sync }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const sync = new Sync(server.url);
  await sync.connect();
  server.strike();
  return sync.run();
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/watch.ts';

export async function outcome({ watch }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const watcher = await watch(server.url);
  server.strike();
  return watcher.tick();
}

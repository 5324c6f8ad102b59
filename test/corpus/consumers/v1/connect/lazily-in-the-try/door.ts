import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/lazy.ts';

export async function outcome({ LazyClient }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const lazy = new LazyClient(server.url);
  await lazy.call('search').catch(() => undefined);
  server.strike();
  return lazy.call('search');
}

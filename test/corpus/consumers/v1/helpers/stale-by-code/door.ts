import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/search.ts';

export async function outcome({ RemoteSearch }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const search = new RemoteSearch(server.url);
  await search.open();
  server.strike();
  return `${await search.find('cats')} after ${server.sessions} sessions`;
}

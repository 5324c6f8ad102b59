import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/search.ts';

export async function outcome({ Search }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const search = new Search(server.url);
  await search.open();
  server.strike();
  return search.run();
}

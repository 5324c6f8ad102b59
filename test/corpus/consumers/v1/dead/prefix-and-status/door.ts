import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/indexer.ts';

export async function outcome({ Indexer }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const indexer = new Indexer();
  await indexer.connect(server.url);
  server.strike();
  return indexer.index(server.url);
}

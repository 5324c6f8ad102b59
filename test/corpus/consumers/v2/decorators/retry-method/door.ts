import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/catalog.ts';

export async function outcome({ Catalog }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const catalog = new Catalog(server.url);
  await catalog.renew();
  server.strike();
  return `${await catalog.size()}, renewed ${catalog.renewed}`;
}

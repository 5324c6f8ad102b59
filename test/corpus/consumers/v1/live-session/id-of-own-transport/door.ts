import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/keeper.ts';

export async function outcome({ Keeper }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const keeper = new Keeper(new URL(server.url));
  await keeper.renew();
  server.strike();
  return keeper.get('note://one');
}

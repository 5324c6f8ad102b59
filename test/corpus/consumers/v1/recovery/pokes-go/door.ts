import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/poke.ts';

export async function outcome({ Poker }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const poker = new Poker(server.url);
  await poker.init();
  server.strike();
  return poker.list();
}

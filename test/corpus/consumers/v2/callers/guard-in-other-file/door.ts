import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/heart.ts';

export async function outcome({ Heart }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const heart = new Heart(server.url);
  await heart.start();
  server.strike();
  return heart.beat();
}

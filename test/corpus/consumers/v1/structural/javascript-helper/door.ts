import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/player.js';

export async function outcome({ Player }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const player = new Player(server.url);
  await player.start();
  server.strike();
  return player.play('echo');
}

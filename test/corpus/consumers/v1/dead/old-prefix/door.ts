import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/heartbeat.ts';

export async function outcome({ Heartbeat }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const heartbeat = new Heartbeat(server.url);
  await heartbeat.begin();
  server.strike();
  return heartbeat.beat();
}

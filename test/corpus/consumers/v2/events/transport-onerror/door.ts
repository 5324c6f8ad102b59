import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/keepalive.ts';

export async function outcome({ start }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  let told = 'kept';
  const client = await start(server.url, async () => void (told = 'replaced'));
  server.strike();
  await client.listTools().catch(() => undefined);
  return told;
}

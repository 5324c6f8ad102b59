import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/outbox.ts';

export async function outcome({ Outbox }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const outbox = new Outbox(server.url);
  await outbox.open();
  server.strike();
  return outbox.send('x');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/session.ts';

export async function outcome({ Session }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const session = new Session(server.url);
  await session.open();
  server.strike();
  return session.touch();
}

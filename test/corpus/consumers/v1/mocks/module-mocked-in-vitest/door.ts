import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/opener.ts';

export async function outcome({ Opener }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const opener = new Opener();
  await opener.open(server.url);
  server.strike();
  return opener.ping(server.url);
}

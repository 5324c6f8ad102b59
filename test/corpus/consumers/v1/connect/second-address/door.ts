import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/mirrored.ts';

export async function outcome({ MirroredClient }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const mirrored = new MirroredClient(server.url, server.url);
  await mirrored.call('search').catch(() => undefined);
  server.strike();
  return mirrored.call('search');
}

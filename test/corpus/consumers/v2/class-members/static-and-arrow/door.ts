import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/remote.ts';

export async function outcome({ Remote }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const remote = new Remote();
  await remote.connect(server.url);
  server.strike();
  return remote.check();
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/negotiate.ts';

export async function outcome({ negotiate }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  return negotiate(new URL(server.url));
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/attempts.ts';

export async function outcome({ Caller }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const caller = new Caller(new URL(server.url));
  await caller.ready();
  server.strike();
  return caller.call('echo');
}

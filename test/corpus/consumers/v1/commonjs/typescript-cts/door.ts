import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/plugin.cts';

export async function outcome({ activate, execute }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const state = await activate(server.url);
  server.strike();
  return execute(state);
}

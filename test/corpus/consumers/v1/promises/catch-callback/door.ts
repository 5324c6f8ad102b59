import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/tools.js';

export async function outcome({ clientFor, toolNames }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  await clientFor(server.url);
  server.strike();
  return `tools: ${(await toolNames(server.url)).join(', ')}`;
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/cli.ts';

export async function outcome({ Shell }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const shell = await Shell.start(server.url);
  server.strike();
  return shell.tools();
}

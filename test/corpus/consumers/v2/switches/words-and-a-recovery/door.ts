import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/shell.ts';

export async function outcome({ Shell }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const shell = new Shell(server.url);
  await shell.run();
  server.strike();
  return shell.run();
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/extension.ts';

export async function outcome({ activate }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const told: string[] = [];
  const extension = activate(server.url, (text) => told.push(text));
  await extension.start();
  server.strike();
  await extension.lookUp('owl');
  return told.join();
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/desktop.ts';

export async function outcome({ Window }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const { client } = await given.connected();
  return new Window(client, server.url).show('search');
}

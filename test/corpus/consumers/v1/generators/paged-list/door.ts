import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/paged.ts';

export async function outcome({ connect, toolNames }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const client = await connect(server.url);
  server.strike();
  const names: string[] = [];
  for await (const name of toolNames(client, server.url)) names.push(name);
  return names.join(', ');
}

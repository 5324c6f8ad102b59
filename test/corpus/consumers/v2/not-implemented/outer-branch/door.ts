import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/list-command.ts';

export async function outcome({ connect, list }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const client = await connect(server.url);
  server.strike();
  const lines: string[] = [];
  await list(client, server.url, { out: (line) => lines.push(line) });
  return lines.join(', ');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/recovering-client.ts';

export async function outcome({ make }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const client = make();
  await client.open(server.url);
  server.strike();
  const { content } = await client.callTool({ name: 'search' });
  return (content as { text: string }[])[0]?.text ?? '';
}

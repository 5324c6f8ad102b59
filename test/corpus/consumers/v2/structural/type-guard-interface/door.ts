import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/index-builder.ts';

export async function outcome({ IndexBuilder }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const builder = new IndexBuilder(new URL(server.url));
  await builder.connect();
  server.strike();
  return builder.build();
}

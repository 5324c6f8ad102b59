import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/table.js';

export async function outcome({ ToolTable }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const table = new ToolTable();
  await table.connect(server.url);
  server.strike();
  return table.refresh(server.url);
}

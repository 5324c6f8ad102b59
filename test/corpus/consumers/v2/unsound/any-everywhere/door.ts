import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/tool-service.ts';

export async function outcome({ setup, ToolService }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  await setup(server.url);
  server.strike();
  return new ToolService(server.url).invoke('search');
}

import type { GivenV1 } from '../../../../door.ts';
import type App from './before/service.cjs';

export async function outcome({ connect, prices }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  await connect(server.url);
  server.strike();
  return prices(server.url);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/service.ts';

export async function outcome({ Service }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const service = new Service(server.url);
  await service.up();
  server.strike();
  return service.status();
}

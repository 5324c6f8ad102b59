import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/gateway.ts';

export async function outcome({ openGateway }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const gateway = await openGateway(server.url);
  server.strike();
  return gateway.forward('echo');
}

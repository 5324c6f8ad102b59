import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/proxy.ts';

export async function outcome({ Proxy }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const proxy = new Proxy(server.url);
  await proxy.dial();
  server.strike();
  return proxy.relay('echo');
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/main.ts';

export async function outcome({ Bridge, pump }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const bridge = new Bridge(server.url);
  await bridge.open();
  server.strike();
  return pump(bridge, ['one', 'two']);
}

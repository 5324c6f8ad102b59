import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/index.js';

interface Hub {
  connect(): Promise<void>;
  send(text: string): Promise<string>;
}

export async function outcome(app: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const createHub = app as unknown as (endpoint: string) => Hub;
  const hub = createHub(server.url);
  await hub.connect();
  server.strike();
  return hub.send('x');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/tracker.ts';

export async function outcome({ Tracker }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const tracker = new Tracker(server.url);
  await tracker.start();
  server.strike();
  return tracker.track();
}

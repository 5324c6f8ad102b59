import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/scheduler.ts';

export async function outcome({ Scheduler }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const scheduler = new Scheduler(server.url);
  await scheduler.establish();
  server.strike();
  return scheduler.tick();
}

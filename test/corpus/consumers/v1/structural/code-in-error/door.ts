import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/dashboard.ts';

export async function outcome({ Dashboard }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const dashboard = new Dashboard(server.url);
  await dashboard.mount();
  server.strike();
  return dashboard.refresh();
}

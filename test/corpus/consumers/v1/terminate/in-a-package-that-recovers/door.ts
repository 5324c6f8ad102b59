import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/desk.ts';

export async function outcome({ Desk }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const desk = new Desk(server.url);
  await desk.open();
  server.strike();
  const found = await desk.search();
  return `${found}, ${await desk.leave()}`;
}

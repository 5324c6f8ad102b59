import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/main.ts';

export async function outcome({ main }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const courier = main(server.url);
  await courier.setOut();
  server.strike();
  return courier.deliver('box');
}

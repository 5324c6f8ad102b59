import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/http-connection.ts';

export async function outcome({ HttpConnection }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const connection = new HttpConnection(server.url);
  await connection.open();
  server.strike();
  return connection.touch();
}

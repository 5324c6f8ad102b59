import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/screen.ts';

export async function outcome({ Api, screen }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const api = new Api();
  await api.signIn(server.url);
  server.strike();
  return screen(api, server.url);
}

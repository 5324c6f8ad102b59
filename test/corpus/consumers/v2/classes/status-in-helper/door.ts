import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/translate.ts';

export async function outcome({ session, translate }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const url = new URL(server.url);
  await session(url);
  server.strike();
  return translate(url, 'guten Tag');
}

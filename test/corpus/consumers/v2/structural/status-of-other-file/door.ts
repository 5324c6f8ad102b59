import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/loader.ts';

export async function outcome({ Loader }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const loader = new Loader(server.url);
  await loader.init();
  server.strike();
  return loader.load('note://one');
}

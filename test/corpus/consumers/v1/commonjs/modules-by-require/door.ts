import type { GivenV1 } from '../../../../door.ts';
import type * as Exports from './before/app.js';

export async function outcome({ App }: typeof Exports, given: GivenV1): Promise<string> {
  const server = await given.server();
  const app = new App(server.url);
  await app.start();
  server.strike();
  return app.hello();
}

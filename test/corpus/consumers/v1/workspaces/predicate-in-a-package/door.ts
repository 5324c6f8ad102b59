import type { GivenV1 } from '../../../../door.ts';
import type * as Exports from './before/packages/app/src/app.ts';

export async function outcome({ App }: typeof Exports, given: GivenV1): Promise<string> {
  const server = await given.server();
  const app = new App();
  await app.begin(server.url);
  server.strike();
  return app.query(server.url);
}

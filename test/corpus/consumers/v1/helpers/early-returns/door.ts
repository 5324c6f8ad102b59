import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/importer.ts';

export async function outcome({ Importer }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const importer = new Importer(server.url);
  await importer.start();
  server.strike();
  return `imported ${await importer.importAll()}`;
}

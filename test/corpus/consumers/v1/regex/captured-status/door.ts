import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/importer.ts';

export async function outcome({ CsvImporter }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const importer = new CsvImporter();
  await importer.open(server.url);
  server.strike();
  return importer.push(server.url, ['a', 'b']);
}

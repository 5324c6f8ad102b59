import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/backup.js';

export async function outcome({ createBackup }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const backup = createBackup(server.url);
  await backup.connect();
  server.strike();
  return backup.store('echo');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/audit.ts';

export async function outcome({ Audit }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const audit = new Audit(server.url);
  await audit.open();
  server.strike();
  return audit.record('x');
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/wizard.ts';

export async function outcome({ tryAddress }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  return tryAddress(server.url);
}

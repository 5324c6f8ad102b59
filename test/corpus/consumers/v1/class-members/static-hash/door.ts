import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/vault.ts';

export async function outcome({ Vault }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const vault = new Vault();
  await vault.unlock(server.url);
  server.strike();
  return vault.secret(server.url);
}

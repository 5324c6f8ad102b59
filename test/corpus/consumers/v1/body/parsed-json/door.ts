import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/rpc-body.ts';

export async function outcome({ search }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return search(client);
}

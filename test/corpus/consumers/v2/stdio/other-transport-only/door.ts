import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/local.ts';

export async function outcome({ local }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return local(client);
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/with-retry.ts';

export async function outcome({ list }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return list(client);
}

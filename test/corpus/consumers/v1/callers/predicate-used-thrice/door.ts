import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/all.ts';

export async function outcome({ all }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return all(client);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/patience.ts';

export async function outcome({ patiently }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return patiently(client, 'search');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/caller.ts';

export async function outcome({ callOnce }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return callOnce(client, 'search');
}

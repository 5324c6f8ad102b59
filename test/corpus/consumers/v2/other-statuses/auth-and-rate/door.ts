import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/statuses.ts';

export async function outcome({ call }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return call(client, 'search');
}

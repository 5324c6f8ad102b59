import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/high.ts';

export async function outcome({ high }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return high(client, async () => undefined);
}

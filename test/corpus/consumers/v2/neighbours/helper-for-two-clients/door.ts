import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/tools.ts';

export async function outcome({ both }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return both(client);
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/deep.ts';

export async function outcome({ deep }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return deep(client);
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/number-in-body.ts';

export async function outcome({ look }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return look(client);
}

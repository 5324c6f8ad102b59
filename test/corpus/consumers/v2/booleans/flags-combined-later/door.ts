import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/decision.ts';

export async function outcome({ decide }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return decide(client, true);
}

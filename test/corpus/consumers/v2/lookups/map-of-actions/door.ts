import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/actions.ts';

export async function outcome({ perform }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return perform(client, async () => undefined);
}

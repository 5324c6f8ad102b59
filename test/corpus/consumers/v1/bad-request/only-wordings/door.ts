import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/late-init.ts';

export async function outcome({ lateInit }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return lateInit(client, async () => undefined);
}

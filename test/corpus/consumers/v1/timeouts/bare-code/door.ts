import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/poller.ts';

export async function outcome({ Poller }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return new Poller(client, async () => client).poll();
}

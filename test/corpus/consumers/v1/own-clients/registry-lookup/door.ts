import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/registry.ts';

export async function outcome({ missing }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return (await missing(client, async () => ({ status: 404, json: async () => ({}) }))).join();
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/flow.ts';

export async function outcome({ flow, Gateway }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return flow(new Gateway(client));
}

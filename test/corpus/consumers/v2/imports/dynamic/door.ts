import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/lazy.js';

export async function outcome({ probe }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return probe(client);
}

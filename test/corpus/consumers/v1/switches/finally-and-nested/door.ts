import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/measured.ts';

export async function outcome({ probe }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return probe(client);
}

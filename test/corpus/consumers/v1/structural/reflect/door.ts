import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/reads.ts';

export async function outcome({ list }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return String(await list(client));
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/quorum.ts';

export async function outcome({ first }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return first([client]);
}

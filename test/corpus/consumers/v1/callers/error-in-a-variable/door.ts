import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/sweep.ts';

export async function outcome({ sweep }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return sweep(client, ['note://one']);
}

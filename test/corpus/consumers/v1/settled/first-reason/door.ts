import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/refresh.ts';

export async function outcome({ refreshAll }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return refreshAll(client);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/use.ts';

export async function outcome({ use }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return use(client);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/workshop.ts';

export async function outcome({ work }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return work(client);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/advice.ts';

export async function outcome({ advise }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return advise(client);
}

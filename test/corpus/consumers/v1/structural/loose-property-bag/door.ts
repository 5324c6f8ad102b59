import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/translate-batch.ts';

export async function outcome({ batch }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return batch(client, ['one']);
}

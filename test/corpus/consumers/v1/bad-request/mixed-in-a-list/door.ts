import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/phrases.ts';

export async function outcome({ list }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return list(client, async () => undefined);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/words.ts';

export async function outcome({ ask }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return ask(client, async () => undefined);
}

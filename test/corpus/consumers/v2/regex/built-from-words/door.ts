import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/words.ts';

export async function outcome({ speak }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return speak(client);
}

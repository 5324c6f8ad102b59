import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/recoverable.ts';

export async function outcome({ chat }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return chat(client, async () => client, 'hello');
}

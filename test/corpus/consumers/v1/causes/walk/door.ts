import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/agent-loop.ts';

export async function outcome({ loop }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return loop(client, ['search', 'echo'], async () => client);
}

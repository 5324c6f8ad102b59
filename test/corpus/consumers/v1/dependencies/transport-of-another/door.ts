import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/agent.ts';

export async function outcome({ step }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return step(client);
}

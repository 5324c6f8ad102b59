import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/agent.ts';

export async function outcome({ Agent }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return new Agent(client).act();
}

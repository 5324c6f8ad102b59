import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/acp-client.ts';

export async function outcome({ Thread }: typeof App, given: GivenV2): Promise<string> {
  const error = await given.error();
  let calls = 0;
  const agent = {
    newSession: async () => ({ sessionId: 'x' }),
    prompt: async () => (calls++ === 0 ? Promise.reject(error) : { stopReason: 'end_turn' }),
  };
  return new Thread(agent).say('hi');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/acp-agent.ts';

export async function outcome({ AcpAgent }: typeof App, given: GivenV1): Promise<string> {
  void given;
  const agent = new AcpAgent();
  return agent.prompt(agent.newSession());
}

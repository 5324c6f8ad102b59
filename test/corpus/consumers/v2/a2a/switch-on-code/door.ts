import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/explain.ts';

export async function outcome({ explainAgentError }: typeof App, given: GivenV2): Promise<string> {
  return explainAgentError((await given.error()) as { code: number }).slice(0, 20);
}

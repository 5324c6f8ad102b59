import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/webhook.ts';

export async function outcome({ followUp }: typeof App, given: GivenV2): Promise<string> {
  const error = (await given.error()) as Error;
  return followUp({ type: 'charge.failed', failure: error });
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/relay.ts';

export async function outcome({ toBody }: typeof App, given: GivenV2): Promise<string> {
  return toBody(await given.error());
}

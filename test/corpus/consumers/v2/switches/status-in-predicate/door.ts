import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/should-restart.ts';

export async function outcome({ shouldRestart }: typeof App, given: GivenV2): Promise<string> {
  return String(shouldRestart(await given.error()));
}

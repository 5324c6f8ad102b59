import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/expiry.ts';

export async function outcome({ isSessionLost }: typeof App, given: GivenV1): Promise<string> {
  return String(isSessionLost(await given.error()));
}

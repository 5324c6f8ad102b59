import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/retry.ts';

export async function outcome({ isSessionGone }: typeof App, given: GivenV2): Promise<string> {
  return String(isSessionGone(await given.error()));
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/lost.ts';

export async function outcome({ isLost }: typeof App, given: GivenV2): Promise<string> {
  return String(isLost(await given.error()));
}

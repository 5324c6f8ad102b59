import type { GivenV2 } from '../../../../door.ts';
import type App from './before/src/is-lost.cts';

export async function outcome({ isLost }: typeof App, given: GivenV2): Promise<string> {
  return isLost(await given.error());
}

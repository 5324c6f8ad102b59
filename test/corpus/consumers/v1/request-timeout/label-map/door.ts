import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/metrics.js';

export async function outcome({ count }: typeof App, given: GivenV1): Promise<string> {
  return count(await given.error());
}

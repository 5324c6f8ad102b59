import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/cache.ts';

export async function outcome({ isStale }: typeof App, given: GivenV1): Promise<string> {
  return String(isStale(await given.error()));
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/backoff.ts';

export async function outcome({ backoff }: typeof App, given: GivenV2): Promise<string> {
  return String(backoff(await given.error(), 1));
}

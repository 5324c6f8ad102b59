import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/expired.ts';

export async function outcome({ isExpired }: typeof App, given: GivenV2): Promise<string> {
  return String(isExpired(await given.error()));
}

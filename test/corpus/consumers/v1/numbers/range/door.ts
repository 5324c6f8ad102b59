import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/range.ts';

export async function outcome({ between }: typeof App, given: GivenV1): Promise<string> {
  return String(between(await given.error()));
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/mismatch.ts';

export async function outcome({ isHeaderMismatch }: typeof App, given: GivenV2): Promise<string> {
  return String(isHeaderMismatch(await given.error()));
}

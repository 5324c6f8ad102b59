import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/charge.ts';

export async function outcome({ mayRetryCharge }: typeof App, given: GivenV2): Promise<string> {
  return String(mayRetryCharge(await given.error()));
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/gone.ts';

export async function outcome({ sessionGone }: typeof App, given: GivenV1): Promise<string> {
  return String(sessionGone(await given.error()));
}

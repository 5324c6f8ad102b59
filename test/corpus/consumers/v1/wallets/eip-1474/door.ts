import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/chain.ts';

export async function outcome({ blockIsMissing }: typeof App, given: GivenV1): Promise<string> {
  return String(blockIsMissing(await given.error()));
}

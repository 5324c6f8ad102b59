import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/summary.ts';

export async function outcome({ label }: typeof App, given: GivenV1): Promise<string> {
  return label(await given.error());
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/transport-errors.ts';

export async function outcome({ sessionVanished }: typeof App, given: GivenV2): Promise<string> {
  return String(sessionVanished(await given.error()));
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/notes.ts';

export async function outcome({ hasExpired }: typeof App, given: GivenV1): Promise<string> {
  return String(hasExpired(await given.error()));
}

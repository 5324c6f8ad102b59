import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/loose.ts';

export async function outcome({ isSessionError }: typeof App, given: GivenV1): Promise<string> {
  return String(isSessionError(await given.error()));
}

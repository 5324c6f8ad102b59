import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/auth-fetch.ts';

export async function outcome({ isLoggedOut }: typeof App, given: GivenV1): Promise<string> {
  return String(isLoggedOut(await given.error()));
}

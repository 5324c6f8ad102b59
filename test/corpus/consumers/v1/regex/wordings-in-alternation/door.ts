import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/expired-pattern.ts';

export async function outcome({ isExpiredSession }: typeof App, given: GivenV1): Promise<string> {
  return String(isExpiredSession(await given.error()));
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/session-state.ts';

export async function outcome({ sessionInvalidated }: typeof App, given: GivenV1): Promise<string> {
  return String(sessionInvalidated(await given.error()));
}

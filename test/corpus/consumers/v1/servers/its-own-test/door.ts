import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/refuse.ts';

export async function outcome({ SESSION_NOT_FOUND }: typeof App, given: GivenV1): Promise<string> {
  void given;
  return SESSION_NOT_FOUND.message;
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/detect.ts';

export async function outcome({ sessionIsUnknown }: typeof App, given: GivenV1): Promise<string> {
  return String(sessionIsUnknown(await given.error()));
}

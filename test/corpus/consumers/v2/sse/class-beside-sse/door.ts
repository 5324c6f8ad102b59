import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/transports.ts';

export async function outcome({ sessionForgotten }: typeof App, given: GivenV2): Promise<string> {
  return String(sessionForgotten(await given.error()));
}

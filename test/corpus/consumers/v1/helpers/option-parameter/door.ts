import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/expired.ts';

export async function outcome({ expired }: typeof App, given: GivenV1): Promise<string> {
  return String(expired(await given.error(), { network: true }));
}

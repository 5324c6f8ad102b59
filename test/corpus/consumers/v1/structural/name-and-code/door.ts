import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/by-name.ts';

export async function outcome({ isMcpSessionExpired }: typeof App, given: GivenV1): Promise<string> {
  return String(isMcpSessionExpired(await given.error()));
}

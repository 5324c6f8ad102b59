import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/check.ts';

export async function outcome({ check }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return String(await check(client));
}

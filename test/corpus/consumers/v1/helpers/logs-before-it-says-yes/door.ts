import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/logging.ts';

export async function outcome({ touch }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return touch(client);
}

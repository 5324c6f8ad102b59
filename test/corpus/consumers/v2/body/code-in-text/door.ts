import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/feed.mjs';

export async function outcome({ next }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return next(client);
}

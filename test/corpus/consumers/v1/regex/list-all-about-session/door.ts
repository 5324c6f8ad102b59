import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/sessions.ts';

export async function outcome({ once }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return once(client, async () => 'again');
}

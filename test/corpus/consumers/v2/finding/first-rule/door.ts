import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/rules.ts';

export async function outcome({ attempt }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return attempt(client, 'search');
}

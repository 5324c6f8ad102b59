import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/react.ts';

export async function outcome({ act }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return act(client, 'search');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/facts.ts';

export async function outcome({ tryTool }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return tryTool(client, 'search');
}

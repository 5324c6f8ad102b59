import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/use-result.ts';

export async function outcome({ tools }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return tools(client);
}

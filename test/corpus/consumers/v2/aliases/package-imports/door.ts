import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/commands.ts';

export async function outcome({ tools, prompts }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return `${await tools(client)}, ${await prompts((await given.connected()).client)}`;
}

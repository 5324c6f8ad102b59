import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/packages/app/src/app.ts';

export async function outcome({ ToolClient, use }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return use(new ToolClient(client));
}

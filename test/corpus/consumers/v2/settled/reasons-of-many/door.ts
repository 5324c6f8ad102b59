import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/fan-out.ts';

export async function outcome({ fanOut }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return fanOut(client, ['search', 'echo']);
}

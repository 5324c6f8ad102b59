import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/index.ts';

export async function outcome({ run }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return run(client);
}

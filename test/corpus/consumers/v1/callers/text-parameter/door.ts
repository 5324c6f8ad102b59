import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/run.ts';

export async function outcome({ run }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return run(client);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/inspect.ts';

export async function outcome({ inspect }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return inspect(client);
}

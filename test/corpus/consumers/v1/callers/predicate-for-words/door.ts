import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/probe.ts';

export async function outcome({ health }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return health(client);
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/either.ts';

export async function outcome({ refresh }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return refresh(client);
}

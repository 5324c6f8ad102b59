import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/driver.ts';

export async function outcome({ drive }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return drive(client);
}

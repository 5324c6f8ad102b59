import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/nightly.ts';

export async function outcome({ nightly }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return nightly(client, () => undefined);
}

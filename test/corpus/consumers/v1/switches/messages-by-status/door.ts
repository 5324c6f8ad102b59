import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/explain.ts';

export async function outcome({ statusLine }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return (await statusLine(client)).toLowerCase();
}

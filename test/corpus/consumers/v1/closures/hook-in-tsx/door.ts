import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/use-tools.tsx';

export async function outcome({ show }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return show(client);
}

import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/page.tsx';

export async function outcome({ page }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return page(client);
}

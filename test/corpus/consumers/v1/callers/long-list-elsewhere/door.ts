import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/tools.ts';

export async function outcome({ execute }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return execute(client, 'search', () => Promise.resolve('again'));
}

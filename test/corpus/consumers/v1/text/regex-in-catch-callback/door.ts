import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/http-handler.ts';

export async function outcome({ handle }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return String((await handle(client, 'search')).status);
}

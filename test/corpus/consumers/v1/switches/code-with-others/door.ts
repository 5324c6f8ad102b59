import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/decide.ts';

export async function outcome({ next }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return next(client, 'search');
}

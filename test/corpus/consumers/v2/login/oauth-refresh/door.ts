import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/refreshing.ts';

export async function outcome({ refreshing }: typeof App, given: GivenV2): Promise<string> {
  const error = await given.error();
  let calls = 0;
  return refreshing(async () => (calls++ === 0 ? Promise.reject(error) : 'again'), async () => undefined);
}

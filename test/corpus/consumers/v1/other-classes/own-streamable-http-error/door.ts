import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/stream.ts';

export async function outcome({ all }: typeof App, given: GivenV1): Promise<string> {
  const error = await given.error();
  return all(() => Promise.reject(error));
}

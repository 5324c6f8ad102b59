import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/spellings.ts';

export async function outcome({ all }: typeof App, given: GivenV1): Promise<string> {
  return all(await given.error());
}

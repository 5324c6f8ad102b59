import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/area.ts';

export async function outcome({ areaOf }: typeof App, given: GivenV1): Promise<string> {
  return areaOf(await given.error());
}

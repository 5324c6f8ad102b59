import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/weather.ts';

export async function outcome({ isForgotten }: typeof App, given: GivenV2): Promise<string> {
  return String(isForgotten(await given.error()));
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/goodbye.ts';

export async function outcome({ goodbye }: typeof App, given: GivenV1): Promise<string> {
  const { transport } = await given.connected();
  return goodbye(transport);
}

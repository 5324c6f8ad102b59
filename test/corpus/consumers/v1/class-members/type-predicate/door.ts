import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/logbook.ts';

export async function outcome({ Logbook }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return Logbook.with(client).write('x');
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/report.ts';

export async function outcome({ report }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  return report(client);
}

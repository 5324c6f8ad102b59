import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/jobs.ts';

export async function outcome({ JobRunner }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return new JobRunner(client, async () => undefined).perform('search');
}

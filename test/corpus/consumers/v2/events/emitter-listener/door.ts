import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/supervise.ts';

export async function outcome({ supervise, work }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  const told: string[] = [];
  supervise(
    () => told.push('restart'),
    () => told.push('report'),
  );
  await work(client);
  return told.join();
}

import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/job.ts';

export async function outcome({ Job }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const job = new Job(server.url);
  await job.open();
  server.strike();
  return (await job.run('search')) as string;
}

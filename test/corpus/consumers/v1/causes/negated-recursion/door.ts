import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/pipeline.ts';

export async function outcome({ Pipeline }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const pipeline = new Pipeline(server.url);
  await pipeline.prime();
  server.strike();
  return pipeline.run();
}

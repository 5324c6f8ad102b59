import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/one-shot.ts';

export async function outcome({ oneShot }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  return oneShot(server.url, () => server.strike());
}

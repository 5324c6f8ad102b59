import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/fallback.ts';

export async function outcome({ open }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  return open(new URL(server.url)).catch((error: object) => error.constructor.name);
}

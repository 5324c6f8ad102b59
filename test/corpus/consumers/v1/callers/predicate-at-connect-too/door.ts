import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/use.ts';

export async function outcome({ open, use }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  try {
    const client = await open(server.url);
    server.strike();
    return await use(client);
  } catch (error) {
    return `threw ${(error as object).constructor.name}`;
  }
}

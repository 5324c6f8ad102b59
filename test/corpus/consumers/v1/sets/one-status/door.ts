import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/twice.ts';

export async function outcome({ twice, connectTo }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const connect = async () => {
    const client = await connectTo(server.url);
    if (server.sessions === 1) server.strike();
    return client;
  };
  return twice((client) => client.listTools().then(({ tools }) => tools[0]?.name ?? ''), connect);
}

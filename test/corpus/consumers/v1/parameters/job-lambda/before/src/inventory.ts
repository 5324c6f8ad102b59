import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { connector, withSession } from './with-session.js';

export async function inventory(client: Client, url: string): Promise<string> {
  let nth = 0;
  return withSession(client, connector(url), async (current) => {
    nth += 1;
    await current.listTools();
    return nth === 1 ? 'listed' : 'listed twice';
  });
}

export { connector };

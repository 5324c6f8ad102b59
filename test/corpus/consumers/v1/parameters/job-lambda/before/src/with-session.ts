import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export type Connect = () => Promise<Client>;

export const connector = (url: string): Connect => async () => {
  const client = new Client({ name: 'with-session', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
};

/** Runs the job on the client, and once more on a new one. */
export async function withSession<T>(client: Client, connect: Connect, job: (client: Client) => Promise<T>): Promise<T> {
  try {
    return await job(client);
  } catch (error) {
    const sessionGone = error instanceof StreamableHTTPError && error.code === 404;
    if (!sessionGone) throw error;
  }
  return job(await connect());
}

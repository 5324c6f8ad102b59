import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export type Tools = Pick<Client, 'callTool'>;

export const isGone = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;

export async function connectTo(url: string): Promise<Tools> {
  const client = new Client({ name: 'route-finder', version: '0.9.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

/** Asks for a route, in a new session where the old one is gone. */
export async function routeTo(place: string, connect: () => Promise<Tools>): Promise<unknown> {
  const call = { name: 'route', arguments: { place } };
  try {
    return await (await connect()).callTool(call);
  } catch (error) {
    if (isGone(error)) return (await connect()).callTool(call);
    throw error;
  }
}

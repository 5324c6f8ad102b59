import { type Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export const createTransport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

const ended = (reason: unknown): boolean => {
  const text = reason instanceof Error ? reason.message.toLowerCase() : '';
  return text.includes('session not found') || text.includes('session expired');
};

function Failure({ reason }: { reason: unknown }) {
  return ended(reason) ? <a href="/connect">Your session has ended</a> : <p>Sorry</p>;
}

export async function Page({ client }: { client: Client }) {
  try {
    const { tools } = await client.listTools();
    return <ul>{tools.map(({ name }) => <li>{name}</li>)}</ul>;
  } catch (reason) {
    return <Failure reason={reason} />;
  }
}

export const render = async (client: Client): Promise<string> => String(await Page({ client }));

import { type Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export const createTransport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

const ended = (reason: unknown): boolean => {
  return reason instanceof SdkError && reason.code === SdkErrorCode.ClientHttpSessionExpired;
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

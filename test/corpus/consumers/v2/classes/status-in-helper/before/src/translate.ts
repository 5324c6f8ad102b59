import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const CLIENT_INFO = { name: 'translator', version: '4.2.0' };

let shared: Promise<Client> | undefined;

async function create(url: URL): Promise<Client> {
  const client = new Client(CLIENT_INFO);
  await client.connect(new StreamableHTTPClientTransport(url));
  return client;
}

export function session(url: URL): Promise<Client> {
  return (shared ??= create(url));
}

const sessionIsGone = (error: unknown) => error instanceof SdkHttpError && error.status === 404;

/** Translates one sentence. Survives one restart of the server per call. */
export async function translate(url: URL, sentence: string): Promise<string> {
  const call = async (client: Client) => {
    const { content } = await client.callTool({ name: 'search', arguments: { sentence } });
    const [part] = content;
    return part?.type === 'text' ? part.text : '';
  };
  const client = await session(url);
  try {
    return await call(client);
  } catch (error) {
    if (sessionIsGone(error)) {
      shared = undefined;
      return call(await session(url));
    }
    throw error;
  }
}

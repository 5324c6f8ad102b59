import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export const connect = async (url: URL): Promise<Client> => {
  const client = new Client({ name: 'count', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(url));
  return client;
};

export const count = (client: Client, url: URL): Promise<string> =>
  client
    .listTools()
    .then(({ tools }) => `${tools.length} tools`)
    .catch(async (error: unknown) => {
      if (!(error instanceof SdkHttpError)) throw error;
      if (error.code !== SdkErrorCode.ClientHttpSessionExpired) throw error;
      const fresh = await connect(url);
      const { tools } = await fresh.listTools();
      return `${tools.length} tools after reconnect`;
    });

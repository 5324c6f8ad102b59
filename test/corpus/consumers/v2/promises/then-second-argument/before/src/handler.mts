import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

export const warm = async (url: string): Promise<Client> => {
  const client = new Client({ name: 'lambda', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
};

export const handler = (client: Client): Promise<Answer> =>
  client.listResources().then(
    ({ resources }): Answer => ({ statusCode: 200, body: String(resources.length) }),
    (reason: unknown): Answer => {
      if (reason instanceof SdkHttpError && reason.status === 404) {
        return { statusCode: 503, body: 'retry' };
      }
      return { statusCode: 500, body: reason instanceof Error ? reason.message : 'failed' };
    },
  );

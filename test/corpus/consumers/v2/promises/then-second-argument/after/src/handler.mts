import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

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
      if (reason instanceof SdkHttpError && reason.code === SdkErrorCode.ClientHttpSessionExpired) {
        return { statusCode: 503, body: 'retry' };
      }
      return { statusCode: 500, body: reason instanceof Error ? reason.message : 'failed' };
    },
  );

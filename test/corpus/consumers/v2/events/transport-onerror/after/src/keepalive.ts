import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export function guard(transport: StreamableHTTPClientTransport, replace: () => Promise<void>): void {
  const previous = transport.onerror;
  transport.onerror = async (error) => {
    previous?.(error);
    if (error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired) {
      await replace();
    }
  };
}

export async function start(url: string, replace: () => Promise<void>): Promise<Client> {
  const transport = new StreamableHTTPClientTransport(new URL(url));
  const client = new Client({ name: 'keepalive', version: '1.0.0' });
  await client.connect(transport);
  guard(transport, replace);
  return client;
}

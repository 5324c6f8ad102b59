import { type Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function look(client: Client): Promise<string> {
  try {
    await client.listResources();
    return 'there';
  } catch (error) {
    if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired) return 'expired';
    throw error;
  }
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

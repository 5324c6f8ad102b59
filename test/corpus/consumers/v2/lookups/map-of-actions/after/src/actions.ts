import { type Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function perform(client: Client, renew: () => Promise<void>): Promise<string> {
  try {
    await client.callTool({ name: 'search' });
    return 'performed';
  } catch (error) {
    if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired) {
      await renew();
      return 'renewed';
    }
    throw error;
  }
}

export const build = (url: string) => new StreamableHTTPClientTransport(new URL(url));

import { type Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const actions = new Map<number, 'renew' | 'login'>([
  [401, 'login'],
  [404, 'renew'],
]);

export async function perform(client: Client, renew: () => Promise<void>): Promise<string> {
  try {
    await client.callTool({ name: 'search' });
    return 'performed';
  } catch (error) {
    const status = SdkHttpError.isInstance(error) ? error.status : undefined;
    if (status !== undefined && actions.get(status) === 'renew') {
      await renew();
      return 'renewed';
    }
    throw error;
  }
}

export const build = (url: string) => new StreamableHTTPClientTransport(new URL(url));

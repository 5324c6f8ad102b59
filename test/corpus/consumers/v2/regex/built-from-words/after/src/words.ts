import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function speak(client: Client): Promise<string> {
  try {
    await client.callTool({ name: 'echo' });
    return 'once';
  } catch (e) {
    if (e instanceof Error && e instanceof SdkError && e.code === SdkErrorCode.ClientHttpSessionExpired) return 'again';
    throw e;
  }
}

export const open = async (url: string): Promise<Client> => {
  const client = new Client({ name: 'words', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
};

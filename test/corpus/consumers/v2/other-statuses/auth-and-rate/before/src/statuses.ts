import { type Client, SdkHttpError } from '@modelcontextprotocol/client';

export async function call(client: Client, name: string): Promise<string> {
  try {
    await client.callTool({ name });
    return 'called';
  } catch (error) {
    if (!SdkHttpError.isInstance(error)) throw error;
    if (error.status === 401 || error.status === 403) return 'log in';
    if (error.status === 410) return 'moved';
    if (error.status === 429) return 'wait';
    throw error;
  }
}

import { type Client, SdkHttpError } from '@modelcontextprotocol/client';

const lost = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;

export async function local(client: Client): Promise<string> {
  try {
    await client.listTools();
    return 'listed';
  } catch (error) {
    if (lost(error)) return 'respawn';
    throw error;
  }
}

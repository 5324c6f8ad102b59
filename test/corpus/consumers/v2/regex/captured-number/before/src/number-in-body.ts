import { type Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const CODE = /"code"\s*:\s*(?<code>-?\d+)/;
const SESSION_NOT_FOUND = -32_001;

const codeIn = (error: unknown): number => Number(String(error).match(CODE)?.groups?.['code'] ?? Number.NaN);

export async function look(client: Client): Promise<string> {
  try {
    await client.listResources();
    return 'there';
  } catch (error) {
    if (codeIn(error) === SESSION_NOT_FOUND) return 'expired';
    throw error;
  }
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

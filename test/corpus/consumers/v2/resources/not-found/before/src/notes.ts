import { type Client, ProtocolError } from '@modelcontextprotocol/client';

export async function readNote(client: Client, uri: string): Promise<string> {
  try {
    const { contents } = await client.readResource({ uri });
    return `${contents.length} parts`;
  } catch (error) {
    if (error instanceof ProtocolError && (Number(error.code) === -32002 || /resource .* not found/i.test(error.message))) {
      return 'no such note';
    }
    throw error;
  }
}

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const PHRASES = ['session not found', 'session has expired', 'session is gone'];
const LOST = new RegExp(PHRASES.map((phrase) => phrase.replace(/ /g, '\\s+')).join('|'), 'i');

export async function speak(client: Client): Promise<string> {
  try {
    await client.callTool({ name: 'echo' });
    return 'once';
  } catch (e) {
    if (e instanceof Error && LOST.test(e.message)) return 'again';
    throw e;
  }
}

export const open = async (url: string): Promise<Client> => {
  const client = new Client({ name: 'words', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
};

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

type Notify = (text: string) => void;

export function activate(url: string, notify: Notify) {
  let client: Client | undefined;

  const start = async () => {
    client = new Client({ name: 'editor-extension', version: '0.0.1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  };

  const lookUp = async (word: string) => {
    try {
      await client?.callTool({ name: 'search', arguments: { word } });
      notify('found');
    } catch (err) {
      const head = `${err}`.slice(0, 300);
      if (head.includes('Session not found') || head.includes('Session is gone')) {
        await start();
        notify('renewed');
        return;
      }
      throw err;
    }
  };

  return { start, lookUp };
}

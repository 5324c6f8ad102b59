import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

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
      if (err instanceof SdkError && err.code === SdkErrorCode.ClientHttpSessionExpired) {
        await start();
        notify('renewed');
        return;
      }
      throw err;
    }
  };

  return { start, lookUp };
}

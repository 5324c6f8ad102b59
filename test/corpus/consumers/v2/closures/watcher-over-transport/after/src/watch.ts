import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export async function watch(url: string) {
  let transport: StreamableHTTPClientTransport | undefined;
  let client: Client | undefined;

  async function restart(): Promise<void> {
    await client?.close().catch(() => {});
    transport = new StreamableHTTPClientTransport(new URL(url));
    client = new Client({ name: 'watcher', version: '1.3.0' });
    await client.connect(transport);
  }

  await restart();

  return {
    get id() {
      return transport?.sessionId;
    },
    async tick(): Promise<string> {
      try {
        await client?.listResources();
        return 'ticked';
      } catch (e) {
        const expired = SdkHttpError.isInstance(e) && e.code === SdkErrorCode.ClientHttpSessionExpired;
        if (!expired) throw e;
        await restart();
        return 'refreshed';
      }
    },
  };
}

import * as mcp from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

function expired(e: unknown): boolean {
  return e instanceof mcp.SdkHttpError && e.code === SdkErrorCode.ClientHttpSessionExpired;
}

export class Proxy {
  private client: mcp.Client | undefined;

  constructor(private readonly upstream: string) {}

  async dial(): Promise<mcp.Client> {
    const client = new mcp.Client({ name: 'proxy', version: '0.3.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(this.upstream)));
    return (this.client = client);
  }

  async relay(tool: string): Promise<'first' | 'second'> {
    const client = this.client ?? (await this.dial());
    try {
      await client.callTool({ name: tool });
      return 'first';
    } catch (e) {
      if (!expired(e)) throw e;
      const fresh = await this.dial();
      await fresh.callTool({ name: tool });
      return 'second';
    }
  }
}

import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export interface Launch {
  readonly type: 'stdio' | 'http';
  readonly url: string;
}

export class Runner {
  private client: Client | undefined;
  restarts = 0;

  constructor(private readonly launch: Launch) {}

  async run(name: string, options: { readonly signal: AbortSignal }): Promise<void> {
    try {
      return await this.once(name, options);
    } catch (error) {
      if (
        this.launch.type !== 'stdio' &&
        error instanceof SdkHttpError &&
        error.code === SdkErrorCode.ClientHttpSessionExpired &&
        !options.signal.aborted
      ) {
        await this.restart();
        return this.once(name, options);
      }
      throw error;
    }
  }

  private async restart(): Promise<void> {
    this.restarts++;
    await this.client?.close();
    this.client = undefined;
  }

  private async once(name: string, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    this.client ??= await this.open();
    await this.client.callTool({ name, arguments: {} }, { signal });
  }

  private async open(): Promise<Client> {
    const client = new Client({ name: 'runner', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(this.launch.url)));
    return client;
  }
}

import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export function shouldRestart(problem: unknown): boolean {
  return problem instanceof SdkError && problem.code === SdkErrorCode.ClientHttpSessionExpired;
}

export class Session {
  client: Client | undefined;

  async restart(url: string): Promise<void> {
    await this.client?.close();
    this.client = new Client({ name: 'restarting', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(url)));
  }
}

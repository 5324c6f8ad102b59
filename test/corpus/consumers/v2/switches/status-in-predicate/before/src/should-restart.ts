import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export function shouldRestart(problem: unknown): boolean {
  if (!SdkHttpError.isInstance(problem)) return false;
  switch (problem.status) {
    case 404:
      return true;
    default:
      return false;
  }
}

export class Session {
  client: Client | undefined;

  async restart(url: string): Promise<void> {
    await this.client?.close();
    this.client = new Client({ name: 'restarting', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(url)));
  }
}

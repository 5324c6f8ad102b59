import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { RemoteProblem } from './errors.js';

export class Remote {
  private client?: Client;

  connect = async (url: string): Promise<void> => {
    this.client = new Client({ name: 'remote', version: '0.0.9' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(url)));
  };

  check = async (): Promise<string> => {
    try {
      await this.client?.ping();
      return 'fine';
    } catch (error) {
      return this.explain(error);
    }
  };

  private explain = (error: unknown): string => {
    if (RemoteProblem.isSessionGone(error)) return 'session';
    if (RemoteProblem.isServerDown(error)) return 'down';
    throw error;
  };
}

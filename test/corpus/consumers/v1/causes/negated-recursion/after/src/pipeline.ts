import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

function sessionIsOver(e: unknown): boolean {
  return isSessionExpired(e);
}

export class Pipeline {
  private client: Client;

  constructor(private readonly url: string) {
    this.client = new Client({ name: 'pipeline', version: '1.0.0' });
  }

  async prime(): Promise<void> {
    this.client = new Client({ name: 'pipeline', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }

  async run(): Promise<string> {
    try {
      await this.stage('search');
      await this.stage('echo');
      return 'whole';
    } catch (e) {
      if (!sessionIsOver(e)) throw e;
      await this.prime();
      await this.stage('search');
      return 'healed';
    }
  }

  private async stage(name: string): Promise<void> {
    try {
      await this.client.callTool({ name });
    } catch (cause) {
      throw new Error(`stage ${name}`, { cause });
    }
  }
}

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

interface WithStatus {
  status: number;
}

const hasStatus = (value: unknown): value is WithStatus =>
  typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number';

const isSessionGone = (error: unknown): boolean => hasStatus(error) && error.status === 404;

export class IndexBuilder {
  private client: Client | undefined;

  constructor(private readonly url: URL) {}

  async connect(): Promise<void> {
    this.client = new Client({ name: 'index-builder', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(this.url));
  }

  async build(): Promise<string> {
    try {
      await this.client?.listResources();
      return 'built';
    } catch (error) {
      if (!isSessionGone(error)) throw error;
      await this.connect();
      await this.client?.listResources();
      return 'rebuilt';
    }
  }
}

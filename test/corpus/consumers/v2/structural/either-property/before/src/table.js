import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export class ToolTable {
  rows = [];

  async connect(url) {
    this.client = new Client({ name: 'table', version: '1.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(url)));
  }

  async refresh(url) {
    try {
      this.rows = (await this.client.listTools()).tools;
      return 'read';
    } catch (err) {
      if (err?.status === 404 || err?.data?.status === 404) {
        await this.connect(url);
        this.rows = (await this.client.listTools()).tools;
        return 'refreshed';
      }
      throw err;
    }
  }
}

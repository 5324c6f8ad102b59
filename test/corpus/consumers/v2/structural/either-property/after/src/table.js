import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

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
      if (err instanceof SdkError && err.code === SdkErrorCode.ClientHttpSessionExpired) {
        await this.connect(url);
        this.rows = (await this.client.listTools()).tools;
        return 'refreshed';
      }
      throw err;
    }
  }
}

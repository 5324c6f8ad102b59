import { Client, SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export class Sync {
  constructor(url) {
    this.url = new URL(url);
    this.client = null;
  }

  async connect() {
    this.client = new Client({ name: 'sync', version: '0.4.0' });
    await this.client.connect(new StreamableHTTPClientTransport(this.url));
  }

  async run(retried = false) {
    try {
      await this.client.listTools();
      return retried ? 'synced twice' : 'synced';
    } catch (e) {
      // v1 had `code`, v2 has `status`
      const gone = e instanceof SdkError && e.code === SdkErrorCode.ClientHttpSessionExpired;
      if (!gone || retried) throw e;
      await this.connect();
      return this.run(true);
    }
  }
}

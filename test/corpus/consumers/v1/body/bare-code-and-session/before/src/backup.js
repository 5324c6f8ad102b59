import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export function createBackup(url) {
  let client;
  const backup = {
    async connect() {
      client = new Client({ name: 'backup', version: '3.0.0' });
      await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    },
    async store(name) {
      try {
        await client.callTool({ name });
        return 'stored';
      } catch (e) {
        const message = e.message || '';
        if (message.includes('-32001') && message.toLowerCase().includes('session')) {
          await backup.connect();
          await client.callTool({ name });
          return 'again';
        }
        throw e;
      }
    },
  };
  return backup;
}

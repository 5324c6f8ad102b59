import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

interface PluginState {
  client: Client | null;
  url: string;
}

const looksExpired = (e: unknown): boolean => {
  const text = String(e).toLowerCase();
  return text.includes('session not found') || text.includes('session expired');
};

export async function activate(url: string): Promise<PluginState> {
  const client = new Client({ name: 'plugin', version: '0.1.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return { client, url };
}

export async function execute(state: PluginState): Promise<'executed' | 'restarted'> {
  try {
    await state.client?.callTool({ name: 'search' });
    return 'executed';
  } catch (e) {
    if (!looksExpired(e)) throw e;
    state.client = (await activate(state.url)).client;
    return 'restarted';
  }
}

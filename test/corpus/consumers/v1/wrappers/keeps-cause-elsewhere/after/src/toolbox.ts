import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import { ToolError } from './tool-error.js';

export async function toolbox(url: string): Promise<Client> {
  const client = new Client({ name: 'toolbox', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function use(client: Client, tool: string): Promise<void> {
  try {
    await client.callTool({ name: tool });
  } catch (cause) {
    throw new ToolError(tool, cause);
  }
}

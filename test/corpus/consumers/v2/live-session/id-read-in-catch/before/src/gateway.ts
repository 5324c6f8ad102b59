import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface Gateway {
  forward(tool: string): Promise<string>;
}

export async function openGateway(url: string): Promise<Gateway> {
  const transport = new StreamableHTTPClientTransport(new URL(url));
  const client = new Client({ name: 'gateway', version: '7.0.0' });
  await client.connect(transport);

  return {
    async forward(tool) {
      try {
        await client.callTool({ name: tool });
        return 'forwarded';
      } catch (error) {
        if (error instanceof SdkHttpError && error.status === 404 && transport.sessionId !== undefined) {
          return 'session lost';
        }
        throw error;
      }
    },
  };
}

import mcp = require('@modelcontextprotocol/client');
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

/** Used by the electron main process. */
function isLost(error: unknown): 'yes' | 'no' {
  const lost = error instanceof mcp.SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired;
  return lost ? 'yes' : 'no';
}

async function open(url: string): Promise<mcp.Client> {
  const client = new mcp.Client({ name: 'electron', version: '30.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export = { isLost, open };

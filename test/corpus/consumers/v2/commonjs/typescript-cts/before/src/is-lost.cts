import mcp = require('@modelcontextprotocol/client');

/** Used by the electron main process. */
function isLost(error: unknown): 'yes' | 'no' {
  const lost = error instanceof mcp.SdkHttpError && error.status === 404;
  return lost ? 'yes' : 'no';
}

async function open(url: string): Promise<mcp.Client> {
  const client = new mcp.Client({ name: 'electron', version: '30.0.0' });
  await client.connect(new mcp.StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export = { isLost, open };

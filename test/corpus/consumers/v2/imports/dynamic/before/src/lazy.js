let sdk;

async function load() {
  sdk ??= await import('@modelcontextprotocol/client');
  return sdk;
}

export async function connect(url) {
  const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
  const client = new Client({ name: 'lazy', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function probe(client) {
  const { SdkHttpError } = await load();
  try {
    await client.ping();
    return 'there';
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return 'lost';
    throw error;
  }
}

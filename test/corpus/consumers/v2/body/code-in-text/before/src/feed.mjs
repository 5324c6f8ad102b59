import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const notFoundInBody = (err) => /"code"\s*:\s*-32001/.test(err.message);

export async function open(url) {
  const client = new Client({ name: 'feed', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function next(client) {
  try {
    const { resources } = await client.listResources();
    return resources.length === 0 ? 'empty' : 'item';
  } catch (err) {
    if (notFoundInBody(err)) return 'reconnect';
    throw err;
  }
}

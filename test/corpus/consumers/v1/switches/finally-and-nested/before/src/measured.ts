import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

let calls = 0;

async function measured<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    calls += 1;
  }
}

export async function probe(client: Client): Promise<string> {
  let verdict: string;
  try {
    await measured(client.listPrompts());
    verdict = `fine after ${calls}`;
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 401) {
      verdict = 'denied';
    } else if (error instanceof StreamableHTTPError && error.code === 404) {
      verdict = 'lost';
    } else {
      throw error;
    }
  }
  return verdict;
}

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'measured', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

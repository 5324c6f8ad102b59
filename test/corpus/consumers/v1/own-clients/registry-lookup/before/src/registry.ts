import type { Client } from '@modelcontextprotocol/sdk/client/index.js';

export interface Response404 {
  readonly status: number;
  json(): Promise<unknown>;
}

export async function isPublished(get: (url: string) => Promise<Response404>, name: string): Promise<boolean> {
  const response = await get(`https://registry.example/${name}`);
  if (response.status === 404) return false;
  await response.json();
  return true;
}

export async function missing(client: Client, get: (url: string) => Promise<Response404>): Promise<string[]> {
  const { tools } = await client.listTools();
  const found = await Promise.all(tools.map(({ name }) => isPublished(get, name)));
  return tools.flatMap(({ name }, index) => (found[index] ? [] : [name]));
}

import type { Client } from '@modelcontextprotocol/client';
import { Panel } from './panel.js';
import { probe } from './probe.js';

export async function page(client: Client): Promise<string> {
  const problem = await probe(client);
  return String(<Panel problem={problem} />);
}

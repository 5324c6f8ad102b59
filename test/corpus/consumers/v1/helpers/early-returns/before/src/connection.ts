import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

export async function connect(endpoint: string): Promise<Client> {
  const client = new Client({ name: 'notes-importer', version: '2.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint)))
  return client
}

// A program for a package of a sample workspace: it talks to a server that forgets its session after the first answer, and
// prints what comes of that.

import type { Generation } from '@resession/transforms/lib';

const errorClass = {
  v1: "import { StreamableHTTPError as Own } from '@modelcontextprotocol/sdk/client/streamableHttp.js';",
  v2: "import { SdkHttpError as Own } from '@modelcontextprotocol/client';",
} as const satisfies Readonly<Record<Generation, string>>;

/**
 * Prints the code of the error, whether it is an instance of the class that the package itself imports, and what the package's own
 * check makes of it.
 * @param own brings `connect(url)` and `guess(client, url)` into scope
 */
export function proof(generation: Generation, own: string): string {
  return `import { createServer } from 'node:http';
import { once } from 'node:events';
${errorClass[generation]}
${own}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (bytes) => (body += bytes)).on('end', () => {
    const message = body === '' ? {} : JSON.parse(body);
    if (message.method === 'initialize') {
      const result = { protocolVersion: '2025-03-26', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } };
      response.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': 'one' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
    } else if (request.method === 'GET') response.writeHead(405).end();
    else if (message.id === undefined) response.writeHead(202).end();
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('gone');
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = new URL(\`http://127.0.0.1:\${server.address().port}/mcp\`);
const client = await connect(url);
const error = await client.listTools().catch((thrown) => thrown);
const answer = await guess(client, url);
console.log(JSON.stringify({ code: error.sdkCode ?? error.code, own: error instanceof Own, answer }));
process.exit(0);
`;
}

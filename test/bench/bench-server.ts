// The server of the transport bench: healthy, quick, and counting. Says its port, and how many requests it had when asked.
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

let requests = 0;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly protocolVersion?: string };
}

function resultOf({ method, params }: Message): object {
  if (method !== 'initialize') return { content: [{ type: 'text', text: 'done' }] };
  const serverInfo = { name: 'bench', version: '1.0.0' };
  return { protocolVersion: params?.protocolVersion, capabilities: { tools: {} }, serverInfo };
}

const server = createServer((request, response) => {
  requests++;
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const message = JSON.parse(body) as Message;
    if (message.id === undefined) return void response.writeHead(202).end();
    const headers = { 'content-type': 'application/json', 'mcp-session-id': 'the-session' };
    const answer = { jsonrpc: '2.0', id: message.id, result: resultOf(message) };
    response.writeHead(200, headers).end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.(requests));
process.on('disconnect', () => process.exit(0));

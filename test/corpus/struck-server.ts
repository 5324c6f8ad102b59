// An MCP server over node:http that serves well until it strikes: from then on sessions opened before fare as the row says.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Happening } from './rows.ts';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly protocolVersion?: string; readonly name?: string };
}

let ids = 0;

/** Tools `search` and `echo`, a resource, a prompt; JSON answers, no stream (GET is 405), DELETE ends a session. */
export class StruckServer {
  readonly #server: Server;
  readonly #happening: Happening;
  readonly #alive = new Set<string>();
  #struck: ReadonlySet<string> = new Set();
  #sessions = 0;

  private constructor(happening: Happening) {
    this.#happening = happening;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** On the loopback interface, on a port of the system's choice. */
  static async listening(happening: Happening): Promise<StruckServer> {
    const server = new StruckServer(happening);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    server.url = `http://127.0.0.1:${(server.#server.address() as AddressInfo).port}/mcp`;
    return server;
  }

  url = '';

  /** Sessions opened since the start. */
  get sessions(): number {
    return this.#sessions;
  }

  /** From now on. */
  strike(): void {
    this.#struck = new Set(this.#alive);
    if (this.#happening.kind === 'gone') this.close();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const session = request.headers['mcp-session-id'];
    if (this.#happening.kind === 'no-route') return void response.writeHead(404).end('Not Found');
    if (request.method === 'GET') return void response.writeHead(405).end();
    if (typeof session === 'string' && this.#struck.has(session)) return this.#strikeAt(request, response, body);
    if (request.method === 'DELETE') return void response.writeHead(200).end();
    const message = JSON.parse(body) as Message;
    if (message.method === 'initialize') return this.#initialize(message, response);
    if (typeof session !== 'string') return void response.writeHead(400).end('Bad Request: no session');
    if (message.id === undefined) return void response.writeHead(202).end();
    answer(response, message, { result: resultOf(message) });
  }

  #strikeAt(request: IncomingMessage, response: ServerResponse, body: string): void {
    const happening = this.#happening;
    if (request.method === 'DELETE' && happening.kind !== 'refuse') return void response.writeHead(200).end();
    if (happening.kind === 'hang-up') return void request.socket.destroy();
    if (happening.kind === 'rpc-error') {
      const { code, message } = happening;
      return answer(response, JSON.parse(body) as Message, { error: { code, message } });
    }
    if (happening.kind !== 'refuse') return;
    const headers = happening.type === undefined ? {} : { 'content-type': happening.type };
    response.writeHead(happening.status, headers).end(happening.body);
  }

  #initialize(message: Message, response: ServerResponse): void {
    const id = `session-${(ids += 1)}`;
    this.#alive.add(id);
    this.#sessions += 1;
    const { protocolVersion = '2025-06-18' } = message.params ?? {};
    const capabilities = { tools: {}, resources: {}, prompts: {} };
    const result = { protocolVersion, capabilities, serverInfo: { name: 'struck', version: '1.0.0' } };
    answer(response, message, { result }, { 'mcp-session-id': id });
  }
}

function resultOf({ method, params }: Message): unknown {
  const inputSchema = { type: 'object', properties: {} };
  if (method === 'tools/list') return { tools: ['search', 'echo'].map((name) => ({ name, inputSchema })) };
  if (method === 'tools/call') return { content: [{ type: 'text', text: `${params?.name ?? ''}: done` }] };
  if (method === 'resources/list') return { resources: [{ uri: 'note://one', name: 'one' }] };
  if (method === 'resources/read') return { contents: [{ uri: 'note://one', text: 'one' }] };
  if (method === 'prompts/list') return { prompts: [{ name: 'greet' }] };
  if (method === 'prompts/get') return { messages: [{ role: 'user', content: { type: 'text', text: 'hello' } }] };
  return {};
}

function answer(
  response: ServerResponse,
  { id }: Message,
  rest: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ jsonrpc: '2.0', id, ...rest }));
}

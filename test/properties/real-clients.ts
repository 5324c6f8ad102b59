// What clients of both SDK generations throw, with the stock and with the patched transport, against a plain HTTP server
// that answers as it is told.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v2 from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as SseV1 } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as StockV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Generation } from '../../transforms/lib/codemod.ts';

/** How the server answers a request of an open session. */
export type Answer =
  | { readonly kind: 'refuse'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: 'rpc'; readonly code: number; readonly message: string }
  | { readonly kind: 'page' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' };

/** What the client does when it is answered so. */
export type Act =
  'request' | 'gap' | 'connect' | 'terminate' | 'stream' | 'close' | 'abort' | 'authorize' | 'refused' | 'not-connected' | 'sse' | 'sse-post'; // prettier-ignore

export interface Trial {
  readonly generation: Generation;
  readonly patched: boolean;
  readonly act: Act;
  readonly answer: Answer;
}

interface Client {
  connect(transport: unknown, options?: unknown): Promise<void>;
  callTool(call: { name: string }, ...rest: unknown[]): Promise<unknown>;
  close(): Promise<void>;
  onerror?: (error: unknown) => void;
}

interface Transport {
  terminateSession(): Promise<void>;
  resumeStream?(token: string): Promise<void>;
  _startOrAuthSse?(options: object): Promise<void>;
  close(): Promise<void>;
}
type TransportClass = new (url: URL, options?: object) => Transport;

/** The server: one session, and one answer to whatever comes after it was opened. */
export class ToldServer {
  #server: Server | undefined;
  #answer: Answer = { kind: 'silence' };
  #told = false;
  #stream: ServerResponse | undefined;

  async open(): Promise<URL> {
    this.#server = createServer((request, response) => void this.#respond(request, response));
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}/mcp`);
  }

  /** From now on every request gets this answer. */
  tell(answer: Answer): void {
    this.#answer = answer;
    this.#told = true;
  }

  /** Back to a server that works. */
  hush(): void {
    this.#told = false;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    if (request.url?.includes('.well-known') === true) return void response.writeHead(404).end();
    if (this.#told) {
      this.#give(text, response);
      return;
    }
    if (request.method === 'GET' && request.url === '/sse') {
      this.#stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: endpoint\ndata: /messages\n\n');
      return;
    }
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const message = JSON.parse(text) as { id?: number; method: string };
    if (message.method !== 'initialize') return void response.writeHead(202).end();
    const result = {
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 's', version: '1' },
    };
    const opened = JSON.stringify({ jsonrpc: '2.0', id: message.id, result });
    if (request.url === '/messages') {
      response.writeHead(202).end();
      this.#stream?.write(`event: message\ndata: ${opened}\n\n`);
    } else response.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': 'one' }).end(opened);
  }

  #give(text: string, response: ServerResponse): void {
    const answer = this.#answer;
    switch (answer.kind) {
      case 'refuse':
        response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
        return;
      case 'rpc': {
        const { id } = (text === '' ? {} : JSON.parse(text)) as { id?: number };
        if (id === undefined) return void response.writeHead(text === '' ? 405 : 202).end();
        const { code, message } = answer;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }));
        return;
      }
      case 'page':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
        return;
      case 'hang-up':
        response.destroy();
        return;
      default:
    }
  }
}

function clientOf(generation: Generation): Client {
  const info = { name: 'c', version: '1' };
  return (generation === 'v1' ? new ClientV1(info) : new v2.Client(info)) as unknown as Client;
}

async function transportOf({ generation, patched, act }: Trial): Promise<TransportClass> {
  if (act === 'sse' || act === 'sse-post')
    return (generation === 'v1' ? SseV1 : v2.SSEClientTransport) as unknown as TransportClass;
  if (!patched) return (generation === 'v1' ? StockV1 : v2.StreamableHTTPClientTransport) as unknown as TransportClass;
  const module = generation === 'v1' ? '@resession/transport/v1' : '@resession/transport';
  return ((await import(module)) as { StreamableHTTPClientTransport: TransportClass }).StreamableHTTPClientTransport;
}

/** What the client throws, or undefined where it does not. */
export async function thrown(server: ToldServer, url: URL, trial: Trial): Promise<unknown> {
  const { generation, act, answer } = trial;
  const client = clientOf(generation);
  const Transport = await transportOf(trial);
  const path = act === 'sse' || act === 'sse-post' ? '/sse' : '/mcp';
  const transport = new Transport(new URL(path, act === 'refused' ? await closedPort() : url), {
    sessionExpiry: { get404: 'expired' },
    ...(act === 'authorize' && { authProvider: provider }),
  });
  const call = (options: object): Promise<unknown> =>
    client.callTool({ name: 'x' }, ...(generation === 'v1' ? [undefined, options] : [options]));
  const caught = async (run: () => Promise<unknown>): Promise<unknown> => {
    try {
      await run();
      return undefined;
    } catch (error) {
      return error;
    } finally {
      await client.close().catch(() => undefined);
    }
  };
  if (act === 'connect' || act === 'sse') server.tell(answer);
  else server.hush();
  if (act === 'connect' || act === 'refused' || act === 'sse') return caught(() => client.connect(transport));
  if (act === 'not-connected') return caught(() => call({}));
  await client.connect(transport);
  server.tell(answer);
  switch (act) {
    case 'terminate':
      return caught(() => transport.terminateSession());
    case 'stream':
      return caught(() => transport.resumeStream?.('1') ?? Promise.resolve());
    case 'close':
      return caught(async () => {
        const pending = call({});
        await new Promise((resolve) => setTimeout(resolve, 20));
        void client.close();
        await pending;
      });
    case 'abort': {
      const abort = new AbortController();
      return caught(() => {
        const pending = call({ signal: abort.signal });
        abort.abort();
        return pending;
      });
    }
    case 'gap':
      server.tell({ kind: 'refuse', status: 404, type: 'text/plain', body: '' });
      await call({}).catch(() => undefined);
      server.tell(answer);
      return caught(() => call({}));
    default:
      return caught(() => call({ timeout: 150 }));
  }
}

/** A port on which nobody listens any more. */
async function closedPort(): Promise<URL> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return new URL(`http://127.0.0.1:${port}`);
}

/** Has a token that the server does not want, and nobody to ask for another. */
const provider = {
  redirectUrl: 'http://127.0.0.1/back',
  clientMetadata: { redirect_uris: ['http://127.0.0.1/back'] },
  clientInformation: () => ({ client_id: 'c' }),
  tokens: () => ({ access_token: 'old', token_type: 'Bearer' }),
  saveTokens: () => undefined,
  redirectToAuthorization: () => undefined,
  saveCodeVerifier: () => undefined,
  codeVerifier: () => 'v',
};

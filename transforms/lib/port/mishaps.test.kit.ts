// Real clients of both SDK generations, a real server that fails in a wanted way, and the error that came of it.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as sdkV1 from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as SseV1 } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as sdkV2 from '@modelcontextprotocol/client';
import type { Generation } from '../codemod.ts';

/** What goes wrong. */
export type Mishap =
  | { readonly status: number; readonly at?: 'request' | 'connect' | 'stream' | 'terminate' }
  | { readonly rpc: { readonly code: number; readonly message: string; readonly data?: object } }
  | { readonly sse: number }
  | { readonly type: string }
  | 'timeout'
  | 'abort'
  | 'closed'
  | 'refused'
  | 'not-connected'
  | 'not-connected-notification';

interface ClientOf {
  connect(transport: unknown): Promise<void>;
  listTools(params?: object, options?: object): Promise<unknown>;
  ping(): Promise<unknown>;
  notification(message: object): Promise<void>;
  close(): Promise<void>;
}

interface TransportOf {
  terminateSession(): Promise<void>;
  send(message: object, options?: object): Promise<void>;
  onerror?: (error: unknown) => void;
}

const json = { 'content-type': 'application/json' };

/** A server on the loopback that fails as it is told to. */
export class MishapServer {
  readonly #server: Server;
  #mishap: Mishap | undefined;

  constructor() {
    this.#server = createServer((request, response) => void this.#respond(request, response));
    // On a busy machine a connection that is kept alive would be closed just when it is used again.
    this.#server.keepAliveTimeout = 120_000;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mcp`);
  }

  /** What the client of a generation throws when that goes wrong. */
  async thrown(generation: Generation, mishap: Mishap): Promise<unknown> {
    this.#mishap = undefined;
    const url = mishap === 'refused' ? new URL('http://127.0.0.1:1/mcp') : this.url;
    const info = { name: 'c', version: '1' };
    const client = (generation === 'v1' ? new sdkV1.Client(info) : new sdkV2.Client(info)) as unknown as ClientOf;
    const sse = typeof mishap === 'object' && 'sse' in mishap;
    const transport = (generation === 'v1'
      ? new (sse ? SseV1 : HttpV1)(url)
      : new (sse ? sdkV2.SSEClientTransport : sdkV2.StreamableHTTPClientTransport)(url)) as unknown as TransportOf;
    try {
      await this.#provoke(client, transport, mishap);
    } catch (error) {
      return error;
    } finally {
      await client.close().catch(() => undefined);
    }
    throw new Error(`${JSON.stringify(mishap)} went well with ${generation}`);
  }

  async #provoke(client: ClientOf, transport: TransportOf, mishap: Mishap): Promise<void> {
    if (mishap === 'not-connected') return void (await client.ping());
    if (mishap === 'not-connected-notification') return client.notification({ method: 'notifications/initialized' });
    const atOnce =
      mishap === 'refused' ||
      (typeof mishap === 'object' && ('sse' in mishap || ('at' in mishap && mishap.at === 'connect')));
    if (atOnce) this.#mishap = mishap;
    await client.connect(transport);
    this.#mishap = mishap;
    if (typeof mishap === 'object' && 'at' in mishap && mishap.at === 'terminate') return transport.terminateSession();
    if (typeof mishap === 'object' && 'at' in mishap && mishap.at === 'stream') {
      return new Promise((_resolve, reject) => {
        transport.onerror = reject;
        // v1 reports it through onerror alone; v2 rejects as well.
        transport.send({ jsonrpc: '2.0', method: 'ping', id: 7 }, { resumptionToken: 'x' }).catch(reject);
      });
    }
    const controller = new AbortController();
    const asked = client.listTools({}, { timeout: mishap === 'timeout' ? 80 : 30_000, signal: controller.signal });
    if (mishap === 'abort') setTimeout(() => controller.abort(), 50);
    if (mishap === 'closed') setTimeout(() => void client.close(), 50);
    await asked;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const mishap = this.#mishap;
    const at = typeof mishap === 'object' && 'status' in mishap ? (mishap.at ?? 'request') : undefined;
    const refuse = (status: number): void =>
      void response.writeHead(status, { 'content-type': 'text/plain' }).end('no');
    const status = typeof mishap === 'object' && 'status' in mishap ? mishap.status : 0;
    if (request.method === 'GET') {
      if (typeof mishap === 'object' && 'sse' in mishap) return refuse(mishap.sse);
      return refuse(at === 'stream' ? status : 405);
    }
    if (request.method === 'DELETE') return refuse(at === 'terminate' ? status : 200);
    const message = JSON.parse(text) as { id?: number; method: string };
    if (message.method === 'initialize') {
      if (at === 'connect') return refuse(status);
      const capabilities = { tools: {} };
      const result = { protocolVersion: '2025-06-18', capabilities, serverInfo: { name: 's', version: '1' } };
      response.writeHead(200, { ...json, 'mcp-session-id': 'one' });
      return void response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
    }
    if (message.method.startsWith('notifications/')) return void response.writeHead(202).end();
    if (at === 'request') return refuse(status);
    if (typeof mishap === 'object' && 'type' in mishap)
      return void response.writeHead(200, { 'content-type': mishap.type }).end('<p>');
    if (typeof mishap === 'object' && 'rpc' in mishap) {
      return void response
        .writeHead(200, json)
        .end(JSON.stringify({ jsonrpc: '2.0', id: message.id, error: mishap.rpc }));
    }
  }
}

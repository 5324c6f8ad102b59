// A real MCP server over node:http that forgets its sessions, or refuses their end, when it is told to; and real clients of
// both SDK generations on the stock transport or the patched one.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as sdkV2 from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as StockV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Generation } from './codemod.ts';

interface Message {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly name?: string };
}

const json = { 'content-type': 'application/json' };

/** Tools answer with their name; a session that was forgotten gets 404. */
export class SessionServer {
  readonly #server: Server;
  readonly #alive = new Set<string>();
  /** What was asked, in order: the method, and the tool where one was called. */
  readonly asked: string[] = [];
  /** The status of every request of a session but its first, where it is not served. */
  refusing: number | undefined;
  /** The status of every DELETE, where it is not 200 or, of a forgotten session, 404. */
  endsWith: number | undefined;
  #sessions = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#respond(request, response));
    this.#server.keepAliveTimeout = 120_000;
  }

  static async start(): Promise<SessionServer> {
    const made = new SessionServer();
    await new Promise<void>((resolve) => made.#server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  /** Sessions opened so far. */
  get sessions(): number {
    return this.#sessions;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mcp`);
  }

  /** Every session that was opened is gone. */
  forget(): void {
    this.#alive.clear();
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const refuse = (status: number): void => void response.writeHead(status).end('no');
    const id = String(request.headers['mcp-session-id'] ?? '');
    if (request.method === 'GET') return refuse(405);
    if (request.method === 'DELETE') return refuse(this.endsWith ?? (this.#alive.delete(id) ? 200 : 404));
    const message = JSON.parse(text) as Message;
    if (message.method === 'initialize') {
      this.asked.push('initialize');
      return this.#initialize(message, response);
    }
    if (!this.#alive.has(id)) return refuse(id === '' ? 400 : 404);
    if (message.id === undefined) return void response.writeHead(202).end();
    this.asked.push(message.params?.name ?? message.method);
    if (this.refusing !== undefined) return refuse(this.refusing);
    const result =
      message.method === 'tools/call' ? { content: [{ type: 'text', text: message.params?.name }] } : { tools: [] };
    response.writeHead(200, json).end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
  }

  #initialize({ id }: Message, response: ServerResponse): void {
    const session = `session-${(this.#sessions += 1)}`;
    this.#alive.add(session);
    const serverInfo = { name: 's', version: '1' };
    const result = { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo };
    response.writeHead(200, { ...json, 'mcp-session-id': session });
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  }
}

/** What tests do with a client of either generation. */
export interface AnyClient {
  connect(transport: unknown): Promise<void>;
  listTools(): Promise<unknown>;
  close(): Promise<void>;
}

export interface AnyTransport {
  readonly sessionId?: string | undefined;
  terminateSession(): Promise<void>;
  close(): Promise<void>;
}

/** A transport that is not connected. */
export async function transportTo(
  url: URL,
  generation: Generation,
  patched: boolean,
  options: object = {},
): Promise<AnyTransport> {
  if (!patched)
    return generation === 'v1' ? new StockV1(url, options) : new sdkV2.StreamableHTTPClientTransport(url, options);
  const module = generation === 'v1' ? '@resession/transport/v1' : '@resession/transport';
  const { StreamableHTTPClientTransport } = (await import(module)) as {
    StreamableHTTPClientTransport: new (url: URL, options: object) => AnyTransport;
  };
  return new StreamableHTTPClientTransport(url, options);
}

/** A client that is not connected. */
export function clientOf(generation: Generation): AnyClient {
  const info = { name: 'c', version: '1' };
  return (generation === 'v1' ? new ClientV1(info) : new sdkV2.Client(info)) as unknown as AnyClient;
}

/** What a promise came to, so that two can be compared: the value, or the class and status of the error. */
export async function outcomeOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return { value: await run() };
  } catch (error) {
    if (!(error instanceof Error)) return { threw: error };
    const { code, status } = error as { code?: unknown; status?: unknown };
    return { threw: error.constructor.name, code, status, message: error.message };
  }
}

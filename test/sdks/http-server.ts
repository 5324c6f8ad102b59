// A hand-made MCP server over node:http that keeps sessions and does whatever a row tells it to.
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Message } from './sdk.ts';

/** One request as it came in. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly sessionId: string | undefined;
  readonly body: string;
  readonly message: Message | undefined;
}

/** Answers a request itself, at once or by a promise, or returns false to leave it to the server. */
export type Answer = (seen: Seen, response: ServerResponse) => unknown;

/** Answers in a few ways that many rows want. */
export const answers = {
  status:
    (status: number, body = '', headers: Record<string, string> = {}): Answer =>
    (_seen, response) => {
      response.writeHead(status, headers).end(body);
    },
};

let sessions = 0;

/** Sessions by id; JSON answers; 404 for an id it does not know, 400 for none; GET 405 unless a row says otherwise. */
export class HttpServer {
  readonly seen: Seen[] = [];
  readonly alive = new Set<string>();
  /** Asked first, the last added before the others. */
  readonly #answers: Answer[] = [];
  readonly #server: Server;
  issueIds = true;
  goneBody = '{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null}';

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString();
        const { method = '', url: path = '', headers } = request;
        const sessionId = headers['mcp-session-id'];
        const seen = { method, path, headers, body, message: parse(body), sessionId: first(sessionId) };
        this.seen.push(seen);
        void this.#answer(seen, response);
      });
    });
    this.#server.on('clientError', () => undefined);
  }

  static async listening(): Promise<HttpServer> {
    const server = new HttpServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): URL {
    return new URL(`${this.origin}/mcp`);
  }

  /** Adds an answer that is asked before those added earlier. */
  on(answer: Answer): void {
    this.#answers.unshift(answer);
  }

  /** The same for requests of one HTTP method. */
  onMethod(method: string, answer: Answer): void {
    this.on((seen, response) => (seen.method === method ? answer(seen, response) : false));
  }

  /** The same for one JSON-RPC method. */
  onMessage(method: string, answer: Answer): void {
    this.on((seen, response) => (seen.message?.method === method ? answer(seen, response) : false));
  }

  /** Ends every session. */
  kill(): void {
    this.alive.clear();
  }

  requests(method: string): readonly Seen[] {
    return this.seen.filter((each) => each.method === method);
  }

  messages(method: string): readonly Seen[] {
    return this.seen.filter((each) => each.message?.method === method);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(seen: Seen, response: ServerResponse): Promise<void> {
    for (const answer of this.#answers) {
      const done = answer(seen, response);
      if (done === false) continue;
      await done;
      return;
    }
    this.ordinary(seen, response);
  }

  /** What the server does when no row interferes. */
  ordinary({ method, message, sessionId }: Seen, response: ServerResponse): void {
    const known = !this.issueIds || (sessionId !== undefined && this.alive.has(sessionId));
    if (method === 'POST' && message?.method === 'initialize') return this.#initialize(message, response);
    if (!known) {
      const status = sessionId === undefined ? 400 : 404;
      response.writeHead(status, { 'content-type': 'application/json' }).end(this.goneBody);
      return;
    }
    if (method === 'GET') response.writeHead(405).end();
    else if (method === 'DELETE') {
      this.alive.delete(sessionId ?? '');
      response.writeHead(200).end();
    } else if (message?.id === undefined) response.writeHead(202).end();
    else respond(response, message, resultOf(message));
  }

  #initialize(message: Message, response: ServerResponse): void {
    const headers: Record<string, string> = {};
    if (this.issueIds) {
      const id = `session-${++sessions}`;
      this.alive.add(id);
      headers['mcp-session-id'] = id;
    }
    const { protocolVersion } = message.params as { protocolVersion: string };
    const serverInfo = { name: 'hand-made', version: '1.0.0' };
    respond(response, message, { protocolVersion, capabilities: { tools: {} }, serverInfo }, headers);
  }
}

/** Answers a JSON-RPC request with a result, as JSON. */
export function respond(
  response: ServerResponse,
  message: Message,
  result: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
}

/** Opens an SSE answer. */
export function openStream(response: ServerResponse, eventId?: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write(eventId === undefined ? ': open\n\n' : `id: ${eventId}\ndata:\n\n`);
}

/** One SSE event with a message. */
export function writeEvent(response: ServerResponse, message: object, eventId?: string): void {
  response.write(`${eventId === undefined ? '' : `id: ${eventId}\n`}data: ${JSON.stringify(message)}\n\n`);
}

function resultOf(message: Message): unknown {
  if (message.method === 'tools/list') return { tools: [] };
  if (message.method === 'tools/call') return { content: [{ type: 'text', text: 'done' }] };
  return {};
}

function parse(body: string): Message | undefined {
  try {
    return body === '' ? undefined : (JSON.parse(body) as Message);
  } catch {
    return undefined;
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

// The door that webhooks come through: HTTP, on one path, with a bound on everything that others decide. TLS is the business of
// whatever stands before it.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codeOf, ResessionError } from '@resession/engine';

/** What came, read to its end. */
export interface Came {
  readonly body: Buffer;
  /** The value of a header, by its name in small letters. */
  header(name: string): string | undefined;
}

/** A status, and a few words for whoever looks at the log of deliveries. */
export interface Reply {
  readonly status: 202 | 204 | 400 | 401 | 409 | 415 | 500 | 503;
  readonly words: string;
}

export interface Listening {
  readonly port: number;
  /** Takes nothing more, and resolves when what has been taken is answered. */
  close(): Promise<void>;
}

/** Where webhooks are posted, and where a load balancer asks. */
export const webhookPath = '/webhook';
const healthPath = '/healthz';

/** Bytes; GitHub sends no more. */
export const largestBody = 25 * 1024 * 1024;

/** Bytes of all bodies that are being read, so that many large ones do not fill the memory. */
const largestTogether = 4 * largestBody;

/** Milliseconds for the headers, and for the whole of a request. GitHub itself waits ten seconds. */
const [headersTimeout, requestTimeout] = [5_000, 15_000];

const mostConnections = 200;

/** Listens, and hands each webhook on. Throws `ResessionError` where the place is taken. */
export async function listen(
  at: { readonly host: string; readonly port: number },
  take: (came: Came) => Promise<Reply>,
): Promise<Listening> {
  const room = { left: largestTogether };
  const bounds = { headersTimeout, requestTimeout, connectionsCheckingInterval: 1_000, keepAliveTimeout: 5_000 };
  const server = createServer(bounds, (request, response) => {
    void answer(request, response, room, take).catch(() => response.destroy());
  });
  server.maxConnections = mostConnections;
  await opened(server, at);
  // With a port given, it is no pipe.
  const { port } = server.address() as AddressInfo;
  return { port, close: () => closed(server) };
}

function opened(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const what = `cannot listen there: ${codeOf(error) ?? error.message}`;
      reject(new ResessionError(what, `${host}:${String(port)}`, 'Give another --port or --host.'));
    });
    server.listen(port, host, resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  room: { left: number },
  take: (came: Came) => Promise<Reply>,
): Promise<void> {
  const say = (status: number, words: string, headers: Readonly<Record<string, string>> = {}): void => {
    // A body that nobody reads is thrown away: closed on, its sender would not see the answer.
    request.resume();
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
    response.end(status === 204 ? undefined : `${words}\n`);
  };
  const [path] = (request.url ?? '').split('?', 1);
  if (path === healthPath) {
    if (request.method === 'GET' || request.method === 'HEAD') return say(200, 'ok');
    return say(405, 'GET', { allow: 'GET, HEAD' });
  }
  if (path !== webhookPath) return say(404, 'nothing is here');
  if (request.method !== 'POST') return say(405, 'POST', { allow: 'POST' });
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) return say(415, 'application/json');
  const body = await bodyOf(request, room);
  if (body === 'large') return say(413, `no more than ${String(largestBody)} bytes`);
  if (body === 'full') return say(503, 'too much at once');
  const reply = await take({ body, header: (name) => firstOf(request.headers[name]) });
  say(reply.status, reply.words);
}

function firstOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value[0];
}

/** What does not fit is read to its end all the same, and thrown away. */
function bodyOf(request: IncomingMessage, room: { left: number }): Promise<Buffer | 'large' | 'full'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let [size, held] = [0, 0];
    let unfit: 'large' | 'full' | null = null;
    const letGo = (): void => {
      room.left += held;
      held = 0;
      chunks.length = 0;
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBody) unfit = 'large';
      else if (chunk.length > room.left) unfit ??= 'full';
      if (unfit !== null) return letGo();
      room.left -= chunk.length;
      held += chunk.length;
      chunks.push(chunk);
    });
    request.once('end', () => {
      const body = unfit ?? Buffer.concat(chunks);
      letGo();
      resolve(body);
    });
    request.once('close', () => {
      letGo();
      // Of no account after its end.
      reject(new Error('the body was cut short'));
    });
  });
}

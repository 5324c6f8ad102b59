// The review as a small server on this machine alone, which ends when the review does.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { passed, type Place } from './gate.ts';

/** What the page asks of the review. Bodies are what the page sent, not looked at yet. */
export interface Review<End> {
  page(): Promise<string>;
  /** What would be written. Throws what the user can mend. */
  preview(body: unknown): Promise<object>;
  apply(body: unknown): Promise<Ended<End>>;
  save(body: unknown): Promise<Ended<End>>;
  close(): Ended<End>;
  /** An error in words for the page. */
  told(error: unknown): object;
}

/** The end of a review: what the page is told, and what the caller gets. */
export interface Ended<End> {
  readonly told: object;
  readonly end: End;
}

export interface Served<End> {
  readonly address: string;
  /** Settles when the page has ended the review and was told so. */
  readonly ended: Promise<End>;
  close(): void;
}

/** Serves it on a free port of the loopback, below an address that nobody can guess. */
export async function serveReview<End>(review: Review<End>): Promise<Served<End>> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const place: Place = { port, token: randomBytes(32).toString('base64url') };
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return {
    address: `http://127.0.0.1:${String(port)}/${place.token}/`,
    ended: answering(server, place, review, close),
    close,
  };
}

function answering<End>(server: Server, place: Place, review: Review<End>, close: () => void): Promise<End> {
  return new Promise((ended) => {
    // One after the other: a preview must not run beside the write that it was made for.
    let last: Promise<void> = Promise.resolve();
    server.on('request', (request, response) => {
      const asked = passed(request, place);
      // Whoever is slow to speak keeps nobody waiting.
      void heard(request, asked).then((body) => {
        last = last.then(async () => {
          const ending = await answer(request, response, asked, body, review);
          if (ending === undefined) return;
          if (!response.writableFinished) await once(response, 'close');
          close();
          ended(ending.end);
        });
      });
    });
  });
}

type Asked = ReturnType<typeof passed>;

/** What a request says; a function that throws where it cannot be read. */
async function heard(request: IncomingMessage, asked: Asked): Promise<() => unknown> {
  if ('refused' in asked || request.method === 'GET') return () => undefined;
  try {
    const body = await bodyOf(request);
    return () => body;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function answer<End>(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
  said: () => unknown,
  review: Review<End>,
): Promise<Ended<End> | undefined> {
  if ('refused' in asked) return send(response, asked.refused, 'text/plain', '');
  try {
    if (request.method === 'GET') return send(response, 200, 'text/html; charset=utf-8', await review.page());
    const body = said();
    if (asked.path === 'preview') return sendJson(response, 200, await review.preview(body));
    const ending = await endingOf(asked.path, body, review);
    if (ending === undefined) return send(response, 404, 'text/plain', '');
    sendJson(response, 200, ending.told);
    return ending;
  } catch (error) {
    return sendJson(response, 409, review.told(error));
  }
}

async function endingOf<End>(path: string, body: unknown, review: Review<End>): Promise<Ended<End> | undefined> {
  switch (path) {
    case 'apply':
      return review.apply(body);
    case 'save':
      return review.save(body);
    case 'close':
      return review.close();
    default:
      return undefined;
  }
}

const mostBytes = 4 * 1024 * 1024;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new RangeError('more than a review has to say');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function sendJson(response: ServerResponse, status: number, value: object): undefined {
  return send(response, status, 'application/json', JSON.stringify(value));
}

const guards = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

function send(response: ServerResponse, status: number, type: string, text: string): undefined {
  // Nothing more is read of a request that was refused.
  response.writeHead(status, { ...guards, 'Content-Type': type, Connection: 'close' }).end(text);
}

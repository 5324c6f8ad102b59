// Who may speak to the review: a page that this process served, and nobody else on the machine or the network.

import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Where the review is served, decided before the first request. */
export interface Place {
  readonly port: number;
  /** In the address, so that only who was told it can ask. */
  readonly token: string;
}

/** What is asked for, or the status of the refusal. */
export type Passed = { readonly path: string } | { readonly refused: 403 | 404 | 405 | 415 };

/** Looks at a request before its body is read. */
export function passed({ method, url = '', headers }: IncomingMessage, { port, token }: Place): Passed {
  // Another name for this machine in Host means that a page elsewhere had its name pointed here.
  const hosts = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
  const { host = '' } = headers;
  if (!hosts.includes(host)) return { refused: 403 };
  const [, given = '', path = '', ...more] = url.split('/');
  if (!same(given, token) || more.length > 0) return { refused: 404 };
  if (method === 'GET') return path === '' ? { path } : { refused: 404 };
  if (method !== 'POST') return { refused: 405 };
  // A browser sends both with every POST; a form of another site could send neither of ours.
  if (headers.origin !== `http://${host}`) return { refused: 403 };
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return { refused: 403 };
  if (headers['content-type'] !== 'application/json') return { refused: 415 };
  return { path };
}

function same(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

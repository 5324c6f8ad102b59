import { request as httpRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, type Review, type Served, serveReview } from './server.ts';

let served: Served<string>;
let calls: string[];

const ending = (name: string, body: unknown): Promise<Ended<string>> => {
  calls.push(`${name} ${JSON.stringify(body)}`);
  return Promise.resolve({ told: { ended: name }, end: name });
};

const review: Review<string> = {
  page: () => {
    calls.push('page');
    return Promise.resolve('<!doctype html>');
  },
  preview: (body) => {
    calls.push(`preview ${JSON.stringify(body)}`);
    return Promise.reject(new Error('not now'));
  },
  apply: (body) => ending('apply', body),
  save: (body) => ending('save', body),
  close: () => ({ told: { ended: 'close' }, end: 'close' }),
  told: (error) => ({ what: String(error) }),
};

beforeEach(async () => {
  calls = [];
  served = await serveReview(review);
});

afterEach(() => served.close());

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const portOf = (): number => Number(new URL(served.address).port);

/** A request with exactly these headers: `fetch` would set some itself. */
function ask(method: string, path: string, headers: Record<string, string>, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: portOf(), method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, text, headers: response.headers }));
    });
    sent.on('error', reject).end(body);
  });
}

const own = (more: Record<string, string> = {}): Record<string, string> => {
  const { host, origin } = new URL(served.address);
  return { Host: host, Origin: origin, 'Content-Type': 'application/json', ...more };
};

describe('the gate', () => {
  it('lets the page through, and its own requests', async () => {
    const { pathname } = new URL(served.address);
    const page = await ask('GET', pathname, own());
    expect(page).toMatchObject({ status: 200, text: '<!doctype html>' });
    expect(page.headers).toMatchObject({
      'content-security-policy': "frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(await ask('POST', `${pathname}preview`, own({ 'Sec-Fetch-Site': 'same-origin' }), '{"a":1}')).toMatchObject({
      status: 409,
      text: '{"what":"Error: not now"}',
    });
    expect(calls).toEqual(['page', 'preview {"a":1}']);
  });

  it.each<[string, string, (path: string) => string, Record<string, string>, number]>([
    ['another name for this machine', 'GET', (path) => path, { Host: 'rebound.example' }, 403],
    ['another port in Host', 'GET', (path) => path, { Host: '127.0.0.1:1' }, 403],
    ['no token', 'GET', () => '/', {}, 404],
    ['a wrong token', 'GET', (path) => `${path.slice(0, -2)}x/`, {}, 404],
    ['half a token', 'GET', (path) => `${path.slice(0, 20)}/`, {}, 404],
    ['something else below the token', 'GET', (path) => `${path}apply`, {}, 404],
    ['a path below that', 'POST', (path) => `${path}apply/x`, {}, 404],
    ['another method', 'PUT', (path) => `${path}apply`, {}, 405],
    ['another site', 'POST', (path) => `${path}apply`, { Origin: 'https://evil.example' }, 403],
    ['a page from the disk', 'POST', (path) => `${path}apply`, { Origin: 'null' }, 403],
    ['no origin', 'POST', (path) => `${path}apply`, { Origin: '' }, 403],
    ['a fetch of another site', 'POST', (path) => `${path}apply`, { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another port of this machine', 'POST', (path) => `${path}apply`, { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['a form', 'POST', (path) => `${path}apply`, { 'Content-Type': 'text/plain' }, 415],
    ['something nobody offers', 'POST', (path) => `${path}delete`, {}, 404],
  ])('refuses %s', async (_name, method, path, headers, status) => {
    const answer = await ask(
      method,
      path(new URL(served.address).pathname),
      own(headers),
      method === 'GET' ? '' : '{}',
    );
    expect(answer).toMatchObject({ status, text: '' });
    expect(calls).toEqual([]);
  });

  it.each(['{', '', `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`])('takes no body that is none', async (body) => {
    const { pathname } = new URL(served.address);
    const answer = await ask('POST', `${pathname}apply`, own(), body).catch(() => ({ status: 409 }));
    expect(answer.status).toBe(409);
    expect(calls).toEqual([]);
  });

  it('has a new address each time, and none but the loopback', async () => {
    const other = await serveReview(review);
    expect(new URL(other.address).pathname).not.toBe(new URL(served.address).pathname);
    expect(new URL(other.address).pathname).toMatch(/^\/[\w-]{43}\/$/);
    other.close();
    const outside = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address } of outside.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      const reached = await new Promise((resolve) => {
        const socket = connect(portOf(), address, () => resolve(true)).on('error', () => resolve(false));
        socket.unref();
      });
      expect(reached).toBe(false);
    }
  });
});

describe('the end', () => {
  it('comes with the answer to the page, and the port is free', async () => {
    const { pathname } = new URL(served.address);
    const port = portOf();
    expect(await ask('POST', `${pathname}save`, own(), '{}')).toMatchObject({ status: 200, text: '{"ended":"save"}' });
    expect(await served.ended).toBe('save');
    await expect(ask('GET', pathname, { Host: `127.0.0.1:${String(port)}` })).rejects.toThrow();
  });
});

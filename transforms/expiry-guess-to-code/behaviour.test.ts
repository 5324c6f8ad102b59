// The predicates of the fixtures, run: the old ones on what the stock client throws, the new ones on what the patched
// transport throws, both against the same HTTP servers.

import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as sdkV1 from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as StockV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as sdkV2 from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Generation = 'v1' | 'v2';
type Predicate = (error: unknown) => unknown;
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const rpc = (code: number, message: string): string =>
  JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null });
const answer = (status: number, body: string, type = 'text/plain'): Answer => ({ status, type, body });

/** What servers say when they have forgotten the session. */
const expired: Readonly<Record<string, Answer>> = {
  '-32001': answer(404, rpc(-32001, 'Session not found'), 'application/json'),
  '-32002': answer(404, rpc(-32002, 'Session not found'), 'application/json'),
  text: answer(404, 'Session not found'),
  html: answer(404, '<html><head><title>404 Not Found</title></head></html>', 'text/html'),
  nothing: answer(404, ''),
};

/** Everything else: no rewrite may change what is said of these. */
const others: Readonly<Record<string, Answer | 'silence' | 'rpc-error'>> = {
  '400': answer(400, rpc(-32000, 'Bad Request: No valid session ID provided'), 'application/json'),
  '401': answer(401, 'Unauthorized'),
  '403': answer(403, 'Forbidden'),
  '410': answer(410, 'Gone'),
  '429': answer(429, 'Too Many Requests'),
  '500': answer(500, 'Internal Server Error'),
  '503': answer(503, 'Service Unavailable'),
  'a timeout': 'silence',
  'invalid params': 'rpc-error',
};

let server: Server;
let url: URL;
let mode: Answer | 'silence' | 'rpc-error' = 'rpc-error';

beforeAll(async () => {
  server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  if (request.method !== 'POST') return void response.writeHead(405).end();
  const message = JSON.parse(text) as { id?: number; method: string };
  const json = { 'content-type': 'application/json' };
  if (message.method === 'initialize') {
    const result = {
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 's', version: '1' },
    };
    response.writeHead(200, { ...json, 'mcp-session-id': 'one' });
    return void response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
  }
  if (message.method.startsWith('notifications/')) return void response.writeHead(202).end();
  if (mode === 'silence') return;
  if (mode === 'rpc-error') {
    response.writeHead(200, json);
    return void response.end(
      JSON.stringify({ jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'Tool x not found' } }),
    );
  }
  response.writeHead(mode.status, { 'content-type': mode.type }).end(mode.body);
}

interface ClientOf {
  connect(transport: unknown): Promise<void>;
  callTool(call: { name: string }, ...rest: unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

async function transportOf(generation: Generation, patched: boolean): Promise<unknown> {
  if (!patched) return generation === 'v1' ? new StockV1(url) : new sdkV2.StreamableHTTPClientTransport(url);
  const module = generation === 'v1' ? '@resession/transport/v1' : '@resession/transport';
  const { StreamableHTTPClientTransport } = (await import(module)) as {
    StreamableHTTPClientTransport: new (url: URL) => unknown;
  };
  return new StreamableHTTPClientTransport(url);
}

/** The error of a request that gets the answer, after a session was there. */
async function thrown(generation: Generation, patched: boolean, what: typeof mode): Promise<unknown> {
  const made =
    generation === 'v1' ? new sdkV1.Client({ name: 'c', version: '1' }) : new sdkV2.Client({ name: 'c', version: '1' });
  const client = made as unknown as ClientOf;
  await client.connect(await transportOf(generation, patched));
  mode = what;
  const options = { timeout: 150 };
  try {
    await client.callTool({ name: 'x' }, ...(generation === 'v1' ? [undefined, options] : [options]));
    throw new Error('the request did not fail');
  } catch (error) {
    return error;
  } finally {
    await client.close();
  }
}

/** Fixtures whose predicate is exported, and under what name. */
const predicates: readonly (readonly [string, string, Generation])[] = [
  ['v1-helper-one-line', 'isStaleSession', 'v1'],
  ['v1-helper-early-return', 'isLostSession', 'v1'],
  ['v1-kept-arms', 'shouldReconnect', 'v1'],
  ['v1-text-bag-mixed', 'isRecoverableSession', 'v1'],
  ['v1-body-code-quoted', 'sessionGone', 'v1'],
  ['v1-renamed-import', 'isExpired', 'v1'],
  ['v1-name-taken', 'isSessionExpired', 'v1'],
  ['v1-constant-and-set', 'isLost', 'v1'],
  ['v1-cause-walk', 'isSessionLost', 'v1'],
  ['v1-switch-in-predicate', 'isSessionGone', 'v1'],
  ['v1-chain-with-kept-arm', 'shouldRenewSession', 'v1'],
  ['v1-plain-facts-built', 'isSessionNotFound', 'v1'],
  ['v2-is-instance', 'isSessionLost', 'v2'],
  ['v2-guard-style', 'isSessionLost', 'v2'],
  ['v2-not-implemented-and-status', 'isSessionGone', 'v2'],
  ['v2-codes-already-imported', 'kindOf', 'v2'],
  ['v2-text', 'sessionExpired', 'v2'],
  ['v2-namespace', 'isSessionLost', 'v2'],
  ['v2-kept-arms', 'shouldRenew', 'v2'],
  ['v2-ternary', 'sessionExpired', 'v2'],
];

async function load(fixture: string, name: string, side: 'input' | 'output'): Promise<Predicate> {
  const folder = fileURLToPath(new URL(`./fixtures/${fixture}/`, import.meta.url));
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${side}.`)) ?? '';
  const module = (await import(`${folder}${file}`)) as Record<string, Predicate>;
  const predicate = module[name];
  if (predicate === undefined) throw new Error(`${fixture} exports no ${name}`);
  return predicate;
}

const verdicts = new Map<string, unknown>();

async function errorFor(generation: Generation, patched: boolean, key: string, what: typeof mode): Promise<unknown> {
  const id = `${generation} ${String(patched)} ${key}`;
  if (!verdicts.has(id)) verdicts.set(id, await thrown(generation, patched, what));
  return verdicts.get(id);
}

const yes = (value: unknown): boolean => value === true || value === 'session-expired';

describe.each(predicates)('%s', (fixture, name, generation) => {
  test('knows every expired session, where the guess knew some', async () => {
    const [before, after] = [await load(fixture, name, 'input'), await load(fixture, name, 'output')];
    const guessed: boolean[] = [];
    for (const [key, what] of Object.entries(expired)) {
      guessed.push(yes(before(await errorFor(generation, false, key, what))));
      expect(yes(after(await errorFor(generation, true, key, what))), key).toBe(true);
    }
    expect(guessed).toContain(true);
  });

  test('says of every other error what it said', async () => {
    const [before, after] = [await load(fixture, name, 'input'), await load(fixture, name, 'output')];
    for (const [key, what] of Object.entries(others)) {
      const [old, now] = [await errorFor(generation, false, key, what), await errorFor(generation, true, key, what)];
      expect(after(now), key).toBe(before(old));
    }
  });
});

test('the text guesses missed what the code does not', async () => {
  const guess = await load('v1-body-code-quoted', 'sessionGone', 'input');
  for (const key of ['-32002', 'html', 'nothing'] as const) {
    const what = expired[key];
    if (what !== undefined) expect(guess(await errorFor('v1', false, key, what)), key).toBe(false);
  }
});

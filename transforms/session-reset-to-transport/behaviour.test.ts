// The code of the fixtures with its pokes and without them, on the patched transport, against a real server that forgets its
// sessions, refuses, or is gone: the same answers, the same requests in the same order, the same session at the end.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Generation } from '../lib/codemod.ts';
import {
  type AnyClient,
  type AnyTransport,
  clientOf,
  outcomeOf,
  SessionServer,
  transportTo,
} from '../lib/session-server.test.kit.ts';

type Module = Readonly<Record<string, unknown>>;
type Strike = (server: SessionServer) => void;

/** What a test holds in its hands once the session is open. */
interface Open {
  readonly transport?: AnyTransport;
  /** What is done after the server struck. */
  run(): Promise<unknown>;
}

type Drive = (module: Module, url: URL, generation: Generation) => Promise<Open>;

async function connected(url: URL, generation: Generation): Promise<{ client: AnyClient; transport: AnyTransport }> {
  const [client, transport] = [clientOf(generation), await transportTo(url, generation, true)];
  await client.connect(transport);
  return { client, transport };
}

const list: Drive = async ({ list: run }, url, generation) => {
  const { client, transport } = await connected(url, generation);
  return {
    transport,
    run: () => (run as (client: unknown, transport: unknown) => Promise<unknown>)(client, transport),
  };
};

const link: Drive = async ({ Link }, url, generation) => {
  const { client, transport } = await connected(url, generation);
  const made = new (Link as new (client: unknown, transport: unknown) => { call(name: string): Promise<unknown> })(
    client,
    transport,
  );
  return { transport, run: () => made.call('echo') };
};

const ofFetch: Drive = async ({ connectTo }, url, generation) => {
  const make = connectTo as (url: URL, token: () => Promise<string>) => AnyTransport;
  const [client, transport] = [clientOf(generation), make(url, () => Promise.resolve('token'))];
  await client.connect(transport);
  return { transport, run: () => client.listTools() };
};

const drives: Readonly<Record<string, Drive>> = {
  'v1-bracket-behind-guard': link,
  'v1-branch-for-nothing-else': list,
  'v1-cast-in-branch': list,
  'v1-else-branch-crlf': list,
  'v1-fetch-keeps-its-rest': ofFetch,
  'v1-fetch-only-resets': ofFetch,
  'v1-function-of-its-own': list,
  'v1-predicate-of-its-own': list,
  'v1-private-method-only-from-there': link,
  'v1-reflect': async ({ lister }, url, generation) => {
    const client = clientOf(generation);
    const run = (lister as (client: unknown, url: URL) => () => Promise<unknown>)(client, url);
    await run();
    await client.close();
    return { run };
  },
  'v1-transport-of-the-client': async ({ Tools }, url) => {
    const tools = new (Tools as new (url: URL) => { open(): Promise<void>; list(): Promise<unknown> })(url);
    await tools.open();
    return { run: () => tools.list() };
  },
  'v2-code-spelled-out': list,
  'v2-fetch-beside-other-options': ofFetch,
};

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));

async function load(name: string, side: 'input' | 'output'): Promise<Module> {
  const folder = `${fixtures}${name}/`;
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${side}.`)) ?? '';
  return (await import(folder + file)) as Module;
}

/** What the server does before the code runs. */
const situations: Readonly<Record<string, Strike>> = {
  'all is well': () => undefined,
  'the session is gone': (server) => server.forget(),
  '401': (server) => void (server.refusing = 401),
  '404 in a session that lives': (server) => void (server.refusing = 404),
  '405': (server) => void (server.refusing = 405),
  '500': (server) => void (server.refusing = 500),
  'the server is down': (server) => server.stop(),
};

async function seen(drive: Drive, module: Module, generation: Generation, strike: Strike) {
  const server = await SessionServer.start();
  const { transport, run } = await drive(module, server.url, generation);
  strike(server);
  const outcome = await outcomeOf(run);
  const { asked, sessions } = server;
  const id = transport?.sessionId;
  await transport?.close();
  server.stop();
  return JSON.stringify({ outcome, asked, sessions, id }).replace(/127\.0\.0\.1:\d+/g, 'server');
}

beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(Object.entries(drives))('%s', (name, drive) => {
  const generation: Generation = name.startsWith('v1') ? 'v1' : 'v2';
  test.each(Object.entries(situations))('%s', async (_, strike) => {
    const before = await seen(drive, await load(name, 'input'), generation, strike);
    const after = await seen(drive, await load(name, 'output'), generation, strike);
    expect(after).toBe(before);
  });
});

test('a lost session is found again where the code did so before', async () => {
  const drive = drives['v1-bracket-behind-guard'] ?? list;
  const after = await seen(drive, await load('v1-bracket-behind-guard', 'output'), 'v1', (server) => server.forget());
  expect(JSON.parse(after)).toMatchObject({ asked: ['initialize', 'initialize', 'echo'], sessions: 2 });
});

test('what is asked about means something else: it gives up a session that lives', async () => {
  const sessions = async (again: (client: AnyClient, transport: AnyTransport) => Promise<void>): Promise<number> => {
    const server = await SessionServer.start();
    const { client, transport } = await connected(server.url, 'v1');
    await client.close();
    await again(client, transport);
    await client.close();
    server.stop();
    return server.sessions;
  };
  const { Link } = await load('ask-public-method', 'input');
  const Made = Link as new (client: unknown, transport: unknown) => { reconnect(): Promise<void> };
  expect(await sessions((client, transport) => new Made(client, transport).reconnect())).toBe(2);
  expect(await sessions((client, transport) => client.connect(transport))).toBe(1);
});

// Real clients in every row: what they throw, with the stock transport and with the patched one.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Generation } from '../../transforms/lib/codemod.ts';
import type { Served } from './door.ts';
import type { Happening, Made, Row } from './rows.ts';
import { StruckServer } from './struck-server.ts';

/** Which SDK, loaded how, with which transport. */
export interface World {
  readonly generation: Generation;
  readonly commonjs: boolean;
  readonly patched: boolean;
}

interface Client {
  connect(transport: unknown): Promise<void>;
  listTools(): Promise<unknown>;
  close(): Promise<void>;
  request?: unknown;
}
type ClientClass = new (info: { name: string; version: string }) => Client;
type TransportClass = new (url: URL) => { close(): Promise<void> };

/** What one run of a door is given; loose, since both generations go through here. */
export interface Given {
  error(): Promise<unknown>;
  connected(): Promise<{ client: Client; transport: unknown }>;
  server(): Promise<Served>;
  /** Ends what was opened. */
  end(): Promise<void>;
}

/** A door asked for a server in a row that no server brings about. */
export class NotOfAServer extends Error {}

const require = createRequire(import.meta.url);
const load = async (name: string, commonjs: boolean): Promise<Record<string, unknown>> =>
  (commonjs ? require(name) : await import(name)) as Record<string, unknown>;

const modules = {
  v1: {
    client: '@modelcontextprotocol/sdk/client/index.js',
    sse: '@modelcontextprotocol/sdk/client/sse.js',
    stock: '@modelcontextprotocol/sdk/client/streamableHttp.js',
    patched: '@resession/transport/v1',
  },
  v2: {
    client: '@modelcontextprotocol/client',
    sse: '@modelcontextprotocol/client',
    stock: '@modelcontextprotocol/client',
    patched: '@resession/transport',
  },
} as const;

/** Makes what a door is given in a row of a world; errors are thrown once and kept. */
export function giving(world: World): (row: Row) => Given {
  const errors = new Map<string, Promise<unknown>>();
  return (row) => {
    const given = new GivenInRow(world, row);
    const error = (): Promise<unknown> => {
      const known = errors.get(row.name) ?? thrownIn(world, row);
      errors.set(row.name, known);
      return known;
    };
    return { error, connected: () => given.connected(), server: () => given.server(), end: () => given.end() };
  };
}

async function thrownIn(world: World, row: Row): Promise<unknown> {
  if (row.what === 'cause') {
    const text: Happening = { kind: 'refuse', status: 404, type: 'text/plain', body: 'Session not found' };
    return new Error('Tool call failed', { cause: await thrownIn(world, { ...row, what: text }) });
  }
  if (row.what === 'own') return new Error('The index is empty');
  if (row.what === 'sse-connect' || row.what === 'sse-post') return overSse(world, row.what);
  if (isMade(row.what) && row.what !== 'closed') return atConnect(world, row);
  const given = new GivenInRow(world, row.what === 'closed' ? { ...row, what: { kind: 'silence' } } : row);
  try {
    const { client } = await given.connected();
    const call = client.listTools();
    if (row.what === 'closed') setTimeout(() => void client.close(), 20);
    await call;
  } catch (error) {
    return error;
  } finally {
    await given.end();
  }
  throw new Error(`nothing was thrown: ${row.name}`);
}

/** Nothing that a server does to a request of an open session: the error is made elsewhere and put in its place. */
function isMade(what: Row['what']): what is Made | { readonly kind: 'no-route' } {
  return typeof what === 'string' || what.kind === 'no-route';
}

async function atConnect(world: World, row: Row): Promise<unknown> {
  const { Client, Transport } = await sdkOf(world);
  const given = new GivenInRow(world, row);
  const server = await given.server();
  try {
    await new Client({ name: 'corpus', version: '1.0.0' }).connect(new Transport(new URL(server.url)));
  } catch (error) {
    return error;
  } finally {
    await given.end();
  }
  throw new Error('connect threw nothing');
}

class GivenInRow {
  readonly #world: World;
  readonly #row: Row;
  readonly #ends: (() => unknown)[] = [];

  constructor(world: World, row: Row) {
    this.#world = world;
    this.#row = row;
  }

  async server(): Promise<StruckServer> {
    const { what } = this.#row;
    if (typeof what === 'string') throw new NotOfAServer(what);
    const server = await StruckServer.listening(what);
    this.#ends.push(() => server.close());
    return server;
  }

  async connected(): Promise<{ client: Client; transport: unknown }> {
    const { Client, Transport } = await sdkOf(this.#world);
    const client = new Client({ name: 'corpus', version: '1.0.0' });
    const { what } = this.#row;
    const server = await StruckServer.listening(isMade(what) ? { kind: 'silence' } : what);
    const transport = new Transport(new URL(server.url));
    this.#ends.push(
      () => client.close(),
      () => server.close(),
    );
    await client.connect(transport);
    server.strike();
    if (isMade(what)) {
      const error = await thrownIn(this.#world, this.#row);
      client.request = () => Promise.reject(error);
    }
    return { client, transport };
  }

  async end(): Promise<void> {
    for (const end of this.#ends) await Promise.resolve(end()).catch(() => undefined);
  }
}

async function sdkOf({ generation, commonjs, patched }: World): Promise<{
  Client: ClientClass;
  Transport: TransportClass;
}> {
  const names = modules[generation];
  const { Client } = await load(names.client, commonjs);
  const { StreamableHTTPClientTransport: Transport } = await load(patched ? names.patched : names.stock, commonjs);
  return { Client: Client as ClientClass, Transport: Transport as TransportClass };
}

/** What the old transport throws: for an address that is not there, or for a POST on a session that is gone. */
async function overSse({ generation, commonjs }: World, what: Made): Promise<unknown> {
  const { Client } = await load(modules[generation].client, commonjs);
  const { SSEClientTransport } = await load(modules[generation].sse, commonjs);
  const server = createServer((request, response) => {
    if (request.method !== 'GET') return void response.writeHead(404).end('Session not found');
    if (what === 'sse-connect') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: endpoint\ndata: /messages?sessionId=one\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sse`);
  const client = new (Client as ClientClass)({ name: 'corpus', version: '1.0.0' });
  const transport = new (SSEClientTransport as TransportClass)(url);
  try {
    await client.connect(transport);
  } catch (error) {
    return error;
  } finally {
    await transport.close();
    server.closeAllConnections();
    server.close();
  }
  throw new Error('the old transport threw nothing');
}

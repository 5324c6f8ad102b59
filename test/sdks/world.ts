// What a row of the contract is given: one SDK release, servers that go away with the row, and the contract's assertions.
import assert from 'node:assert/strict';
import { HttpServer } from './http-server.ts';
import { type Client, type Message, type Sdk, type SendOptions, type Transport } from './sdk.ts';
import { type Generation } from './versions.ts';

/** One row or edge case of the contract. */
export interface Row {
  readonly id: string;
  /** The generations it is about; both when absent. */
  readonly only?: Generation;
  /** About what stock does not have at all: the package's own functions. */
  readonly ownFeature?: true;
  /** May run beside others; a row that touches globals may not. */
  readonly alone?: true;
  run(world: World): Promise<void>;
}

/** A transport driven message by message, without a client. */
export interface Raw {
  readonly transport: Transport;
  readonly errors: Error[];
  readonly messages: Message[];
  /** Sends initialize and waits for its answer, then the initialized notification. */
  initialize(): Promise<void>;
  request(method: string, params?: object, options?: SendOptions): Promise<void>;
}

export interface Connected {
  readonly client: Client;
  readonly transport: Transport;
  readonly errors: Error[];
}

/** The error an expired session is reported with. */
export interface ExpiredShape {
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

let ids = 100;

export class World {
  readonly sdk: Sdk;
  readonly #cleanups: (() => unknown)[] = [];

  constructor(sdk: Sdk) {
    this.sdk = sdk;
  }

  /** Undone when the row ends, the last first. */
  defer(cleanup: () => unknown): void {
    this.#cleanups.unshift(cleanup);
  }

  async end(): Promise<void> {
    for (const cleanup of this.#cleanups) await Promise.resolve(cleanup()).catch(() => undefined);
  }

  async server(): Promise<HttpServer> {
    const server = await HttpServer.listening();
    this.defer(() => server.close());
    return server;
  }

  transport(server: { readonly url: URL }, options: object = {}): Transport {
    const transport = new this.sdk.Transport(server.url, options);
    this.defer(() => transport.close());
    return transport;
  }

  client(): Client {
    return new this.sdk.Client({ name: 'contract', version: '1.0.0' });
  }

  async connect(server: { readonly url: URL }, options: object = {}): Promise<Connected> {
    const errors: Error[] = [];
    const transport = this.transport(server, options);
    transport.onerror = (error) => errors.push(error);
    const client = this.client();
    await client.connect(transport);
    // The SDK opens its stream without waiting for it; a row that kills the session means what comes after.
    if (server instanceof HttpServer) await this.until(() => server.requests('GET').length > 0, 'the first GET');
    await this.pause(10);
    return { client, transport, errors };
  }

  async raw(server: { readonly url: URL }, options: object = {}): Promise<Raw> {
    const transport = this.transport(server, options);
    const errors: Error[] = [];
    const messages: Message[] = [];
    transport.onerror = (error) => errors.push(error);
    transport.onmessage = (message) => messages.push(message);
    await transport.start();
    const request = (method: string, params: object = {}, sendOptions?: SendOptions): Promise<void> =>
      transport.send({ jsonrpc: '2.0', id: ++ids, method, params }, sendOptions);
    const initialize = async (): Promise<void> => {
      const clientInfo = { name: 'contract', version: '1.0.0' };
      await request('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
      transport.setProtocolVersion('2025-06-18');
      await transport.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    };
    return { transport, errors, messages, initialize, request };
  }

  /** The error of a promise that must reject. */
  async rejected(work: Promise<unknown>): Promise<Error> {
    try {
      await work;
    } catch (error) {
      assert.ok(error instanceof Error, 'rejects with an Error');
      return error;
    }
    assert.fail('resolved, where an error was due');
  }

  /** Section 1 of the contract: what the error of an expired session looks like, down to the data's exact keys. */
  assertExpired(error: unknown, shape: ExpiredShape): void {
    const v2 = this.sdk.generation === 'v2';
    assert.ok(error instanceof Error);
    const seen = error as Error & { code?: unknown; sdkCode?: unknown; data?: unknown; status?: unknown };
    const code = v2 ? seen.code : seen.sdkCode;
    assert.equal(code, 'CLIENT_HTTP_SESSION_EXPIRED');
    assert.equal(seen.message, v2 ? shape.message : `Streamable HTTP error: ${shape.message}`);
    assert.deepEqual(seen.data, shape.data);
    assert.deepEqual(Object.keys(seen.data as object).sort(), Object.keys(shape.data).sort());
    if (v2) assert.equal(seen.status, shape.data['status']);
    else assert.equal(seen.code, 404);
    for (const base of this.sdk.errors) assert.ok(error instanceof base, `instanceof ${base.name}`);
  }

  /** Expired by a POST that answered 404 with this body. */
  assertPostExpired(error: unknown, text: string | undefined | null, status = 404): void {
    this.assertExpired(error, { message: `Session expired (HTTP ${status}): ${text}`, data: { status, text } });
  }

  isExpired(error: unknown): boolean {
    const seen = error as { code?: unknown; sdkCode?: unknown } | null;
    const code = 'CLIENT_HTTP_SESSION_EXPIRED';
    return seen?.code === code || seen?.sdkCode === code;
  }

  assertStock(error: unknown): void {
    assert.ok(error instanceof Error);
    assert.ok(!this.isExpired(error), `stock error, not: ${error.message}`);
  }

  async until(condition: () => boolean, what: string, ms = 3_000): Promise<void> {
    const deadline = Date.now() + ms;
    while (!condition()) {
      if (Date.now() > deadline) assert.fail(`in ${ms} ms not seen: ${what}`);
      await this.pause(5);
    }
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

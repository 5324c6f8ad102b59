// One SDK release, stock or patched, behind the few names that both generations share.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Generation } from './versions.ts';

/** Whose transport is looked at. */
export type Which = 'stock' | 'patched';

/** A JSON-RPC message, read loosely. */
export interface Message {
  readonly jsonrpc?: string;
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface SendOptions {
  readonly resumptionToken?: string;
  readonly onresumptiontoken?: (token: string) => void;
  readonly onRequestStreamEnd?: () => void;
}

/** The transport of either generation. */
export interface Transport {
  readonly sessionId?: string | undefined;
  readonly protocolVersion?: string | undefined;
  onmessage?: ((message: Message) => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onclose?: (() => void) | undefined;
  start(): Promise<void>;
  close(): Promise<void>;
  send(message: Message | readonly Message[], options?: SendOptions): Promise<void>;
  terminateSession(): Promise<void>;
  setProtocolVersion(version: string): void;
  resumeStream?(lastEventId: string, options?: SendOptions): Promise<void>;
}

/** The client of either generation. */
export interface Client {
  onerror?: ((error: Error) => void) | undefined;
  connect(transport: Transport, options?: { timeout?: number }): Promise<void>;
  close(): Promise<void>;
  ping(options?: { signal?: AbortSignal; timeout?: number }): Promise<unknown>;
  callTool(
    call: { name: string; arguments?: object },
    schema?: undefined,
    options?: { signal?: AbortSignal },
  ): Promise<unknown>;
  listTools(): Promise<unknown>;
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** What a release and the package export. */
export interface Sdk {
  readonly generation: Generation;
  readonly which: Which;
  readonly version: string;
  readonly Client: new (info: { name: string; version: string }, options?: object) => Client;
  readonly Transport: new (url: URL, options?: object) => Transport;
  /** The SDK's own, whichever is looked at. */
  readonly StockTransport: Sdk['Transport'];
  /** v2: SdkHttpError and SdkError; v1: StreamableHTTPError. All that an expired error is an instance of. */
  readonly errors: readonly ErrorClass[];
  /** Exports of `@resession/transport`; empty for stock. */
  readonly ours: Readonly<Record<string, unknown>>;
}

const ENTRIES: Readonly<Record<Generation, string>> = {
  v2: `export { Client, StreamableHTTPClientTransport, SdkHttpError, SdkError } from '@modelcontextprotocol/client';
export * as ours from '@resession/transport';`,
  v1: `export { Client } from '@modelcontextprotocol/sdk/client/index.js';
export { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
export * as ours from '@resession/transport/v1';`,
};

interface Exports {
  readonly Client: Sdk['Client'];
  readonly StreamableHTTPClientTransport: Sdk['Transport'];
  readonly SdkHttpError?: ErrorClass;
  readonly SdkError?: ErrorClass;
  readonly StreamableHTTPError?: ErrorClass;
  readonly ours: Readonly<Record<string, unknown>> & { readonly StreamableHTTPClientTransport: Sdk['Transport'] };
}

/** Loads a release from the folder it was installed in, the package beside it. */
export async function loadSdk(folder: string, generation: Generation, version: string, which: Which): Promise<Sdk> {
  const entry = join(folder, `entry-${process.pid}.mjs`);
  await writeFile(entry, ENTRIES[generation]);
  const exports = (await import(pathToFileURL(entry).href)) as Exports;
  const errors = [exports.SdkHttpError, exports.SdkError, exports.StreamableHTTPError];
  return {
    generation,
    which,
    version,
    Client: exports.Client,
    Transport: which === 'patched' ? exports.ours.StreamableHTTPClientTransport : exports.StreamableHTTPClientTransport,
    StockTransport: exports.StreamableHTTPClientTransport,
    errors: errors.filter((each) => each !== undefined),
    ours: which === 'patched' ? exports.ours : {},
  };
}

// What a door may ask for. A door drives a consumer through its own public names, knowing nothing of the row it is in.

import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import type { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client';

/** A client whose session was opened before the server struck, and its transport. */
interface Pair<Client, Transport> {
  readonly client: Client;
  readonly transport: Transport;
}

interface GivenTo<Client, Transport> {
  /** What a real client threw for a request in this row. */
  error(): Promise<unknown>;
  /** A real client. Its next request fails in this row's way, and so do the later ones. */
  connected(): Promise<Pair<Client, Transport>>;
  /** For consumers that connect by themselves. Rows that no server can bring about are left out for them. */
  server(): Promise<Served>;
}

/** A server that serves well until it strikes; sessions opened later are served well again. */
export interface Served {
  readonly url: string;
  readonly sessions: number;
  strike(): void;
}

export type GivenV1 = GivenTo<ClientV1, TransportV1>;
export type GivenV2 = GivenTo<ClientV2, TransportV2>;

import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { ListResourcesResult } from '@modelcontextprotocol/sdk/types.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export function inspect(client: Client): Promise<string> {
  return client.listResources().then(onList, onFailure);
}

function onList({ resources }: ListResourcesResult): string {
  return resources.map(({ name }) => name).join();
}

function onFailure(reason: unknown): string {
  if (reason instanceof StreamableHTTPError) {
    if (isSessionExpired(reason)) return 'expired';
    return `http ${reason.code}`;
  }
  throw reason;
}

export const link = (url: string) => new StreamableHTTPClientTransport(new URL(url));

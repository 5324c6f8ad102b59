import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@resession/transport/v1';
import { isVendorSessionError } from './vendor-codes.js';

export async function check(client: Client): Promise<boolean> {
  try {
    await client.ping();
    return false;
  } catch (error) {
    if (isVendorSessionError(error)) return true;
    throw error;
  }
}

export const create = (url: URL) => new StreamableHTTPClientTransport(url);

import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';

export interface Endpoint {
  readonly url: URL;
  readonly token?: string;
}

export function openTransport({ url, token }: Endpoint): Transport {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return new StreamableHTTPClientTransport(url, { requestInit: { headers } });
}

import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export type State =
  | { kind: 'ready'; names: string[] }
  | { kind: 'expired' }
  | { kind: 'failed'; text: string };

export const makeTransport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

export function useTools(client: Client) {
  return async (): Promise<State> => {
    try {
      const { tools } = await client.listTools();
      return { kind: 'ready', names: tools.map((tool) => tool.name) };
    } catch (err) {
      if (err instanceof StreamableHTTPError && isSessionExpired(err)) return { kind: 'expired' };
      return { kind: 'failed', text: 'Something went wrong' };
    }
  };
}

export function Tools({ state }: { state: State }) {
  switch (state.kind) {
    case 'ready':
      return <span>{state.names.join(', ')}</span>;
    case 'expired':
      return <button>Session expired, connect again</button>;
    case 'failed':
      return <em>{state.text}</em>;
  }
}

export async function show(client: Client): Promise<string> {
  const load = useTools(client);
  return String(<Tools state={await load()} />);
}

import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class SessionLost extends Error {}

export function guarded(client: Client, onLost: () => void): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, args);
        if (!(result instanceof Promise)) return result;
        return result.catch((error: unknown) => {
          if (error instanceof StreamableHTTPError && error.code === 404) {
            onLost();
            throw new SessionLost('lost', { cause: error });
          }
          throw error;
        });
      };
    },
  });
}

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

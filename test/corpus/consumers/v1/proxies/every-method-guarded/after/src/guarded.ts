import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

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
          if (error instanceof StreamableHTTPError && isSessionExpired(error)) {
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

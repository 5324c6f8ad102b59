import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export const loose = (e: unknown): boolean => e instanceof StreamableHTTPError && isSessionExpired(e);

export const yoda = (e: unknown): boolean => e instanceof StreamableHTTPError && isSessionExpired(e);

export const asText = (e: unknown): boolean => e instanceof StreamableHTTPError && isSessionExpired(e);

export const plus = (e: unknown): boolean => e instanceof StreamableHTTPError && isSessionExpired(e);

export const all = (e: unknown): string => [loose, yoda, asText, plus].map((test) => test(e)).join(' ');

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

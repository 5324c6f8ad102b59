import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const loose = (e: unknown): boolean => e instanceof StreamableHTTPError && e.code == 404;

export const yoda = (e: unknown): boolean => e instanceof StreamableHTTPError && 404 === e.code;

export const asText = (e: unknown): boolean => e instanceof StreamableHTTPError && String(e.code) === '404';

export const plus = (e: unknown): boolean => e instanceof StreamableHTTPError && +`${e.code ?? ''}` === 404;

export function between(e: unknown): boolean {
  if (!(e instanceof StreamableHTTPError) || e.code === undefined) return false;
  return e.code > 403 && e.code < 405;
}

export const all = (e: unknown): string => [loose, yoda, asText, plus, between].map((test) => test(e)).join(' ');

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

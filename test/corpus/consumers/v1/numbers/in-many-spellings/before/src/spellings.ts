import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const loose = (e: unknown): boolean => e instanceof StreamableHTTPError && e.code == 404;

export const yoda = (e: unknown): boolean => e instanceof StreamableHTTPError && 404 === e.code;

export const asText = (e: unknown): boolean => e instanceof StreamableHTTPError && String(e.code) === '404';

export const plus = (e: unknown): boolean => e instanceof StreamableHTTPError && +`${e.code ?? ''}` === 404;

export const all = (e: unknown): string => [loose, yoda, asText, plus].map((test) => test(e)).join(' ');

export const transport = (url: string) => new StreamableHTTPClientTransport(new URL(url));

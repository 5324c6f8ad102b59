import { SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export const isLost = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;

export const transportTo = (url: string): StreamableHTTPClientTransport =>
  new StreamableHTTPClientTransport(new URL(url));

import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

export const isLost = (error: unknown): boolean => error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired;

export const transportTo = (url: string): StreamableHTTPClientTransport =>
  new StreamableHTTPClientTransport(new URL(url));

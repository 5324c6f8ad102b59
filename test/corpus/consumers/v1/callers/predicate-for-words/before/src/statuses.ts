import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const isUnauthorized = (error: unknown): boolean => error instanceof StreamableHTTPError && error.code === 401;

export const isNotFound = (error: unknown): boolean => error instanceof StreamableHTTPError && error.code === 404;

import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';

export interface Dialog {
  readonly title: string;
  readonly retry: boolean;
}

export function dialogFor(error: unknown): Dialog {
  if (error instanceof McpError) {
    switch (error.code) {
      case ErrorCode.RequestTimeout:
        return { title: 'The tool took too long', retry: true };
      case ErrorCode.ConnectionClosed:
        return { title: 'The connection was closed', retry: true };
      case ErrorCode.InvalidParams:
        return { title: 'The tool refused its arguments', retry: false };
    }
  }
  return { title: 'Something failed', retry: false };
}

/** For the retries of every client in this service, REST and MCP alike. */
export function shouldReconnect(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === -32001;
}

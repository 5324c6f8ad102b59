const open = new Map<string, { createdAt: number }>();

export class RelayError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export function sessionOr404(id: string): { createdAt: number } {
  const session = open.get(id);
  if (session === undefined) throw new RelayError(404, -32001, 'Session not found');
  return session;
}

export function toBody(error: unknown): string {
  if (error instanceof RelayError) return JSON.stringify({ error: { code: error.code, message: error.message } });
  return JSON.stringify({ error: { code: -32603, message: 'Internal error' } });
}

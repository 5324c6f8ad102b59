export class RequestError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(message);
  }

  static resourceNotFound(uri: string): RequestError {
    return new RequestError(-32002, 'Resource not found', { uri });
  }
}

export class AcpAgent {
  private readonly sessions = new Map<string, { cancelled: boolean }>();

  newSession(): string {
    const id = `acp-${this.sessions.size + 1}`;
    this.sessions.set(id, { cancelled: false });
    return id;
  }

  prompt(sessionId: string): string {
    const session = this.sessions.get(sessionId);
    if (!session) throw new RequestError(-32602, `Session not found: ${sessionId}`);
    return session.cancelled ? 'cancelled' : 'end_turn';
  }
}

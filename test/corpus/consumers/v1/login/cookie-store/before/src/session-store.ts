export class SessionNotFoundError extends Error {
  readonly statusCode = 404;

  constructor(id: string) {
    super(`Session not found: ${id}`);
  }
}

export class SessionStore {
  private readonly sessions = new Map<string, { user: string; expires: number }>();

  get(id: string): string {
    const session = this.sessions.get(id);
    if (!session || session.expires < Date.now()) throw new SessionNotFoundError(id);
    return session.user;
  }
}

export function route(store: SessionStore, id: string): { status: number; body: string } {
  try {
    return { status: 200, body: store.get(id) };
  } catch (error) {
    if (error instanceof SessionNotFoundError) return { status: error.statusCode, body: error.message };
    if (error instanceof Error && error.message.includes('Session not found')) return { status: 404, body: '' };
    throw error;
  }
}

interface AgentConnection {
  newSession(): Promise<{ sessionId: string }>;
  prompt(params: { sessionId: string; text: string }): Promise<{ stopReason: string }>;
}

const isMissingAcpSession = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === -32602;

export class Thread {
  private sessionId: string | undefined;

  constructor(private readonly agent: AgentConnection) {}

  async say(text: string): Promise<string> {
    this.sessionId ??= (await this.agent.newSession()).sessionId;
    try {
      return (await this.agent.prompt({ sessionId: this.sessionId, text })).stopReason;
    } catch (error) {
      if (!isMissingAcpSession(error)) throw error;
      this.sessionId = (await this.agent.newSession()).sessionId;
      return (await this.agent.prompt({ sessionId: this.sessionId, text })).stopReason;
    }
  }
}

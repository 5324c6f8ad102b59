interface CdpError extends Error {
  code?: number;
}

/** The tab was closed, or navigated to another process. */
export function isStaleSessionError(error: CdpError): boolean {
  return error.code === -32001 || error.message.includes('Session with given id not found');
}

export class Tab {
  constructor(
    private readonly send: (method: string, params: object) => Promise<unknown>,
    private readonly attach: () => Promise<void>,
  ) {}

  async evaluate(expression: string): Promise<unknown> {
    try {
      return await this.send('Runtime.evaluate', { expression });
    } catch (error) {
      if (!isStaleSessionError(error as CdpError)) throw error;
      await this.attach();
      return this.send('Runtime.evaluate', { expression });
    }
  }
}

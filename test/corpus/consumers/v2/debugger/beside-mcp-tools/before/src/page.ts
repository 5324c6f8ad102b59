export interface CdpSession {
  send(method: string): Promise<unknown>;
}

const GONE = [/Session closed/, /Target closed/, /Session with given id not found/];

const isGone = (error: unknown) => error instanceof Error && GONE.some((pattern) => pattern.test(error.message));

export class Page {
  constructor(
    private session: CdpSession,
    private readonly reopen: () => Promise<CdpSession>,
  ) {}

  async screenshot(): Promise<string> {
    try {
      await this.session.send('Page.captureScreenshot');
      return 'first';
    } catch (error) {
      if (!isGone(error)) throw error;
      this.session = await this.reopen();
      await this.session.send('Page.captureScreenshot');
      return 'second';
    }
  }
}

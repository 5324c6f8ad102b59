import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

const ACTIONS = {
  401: 'sign-in',
  404: 'reopen',
  429: 'wait',
} as const;

type Action = (typeof ACTIONS)[keyof typeof ACTIONS];

function actionFor(status: number | undefined): Action | undefined {
  return status === undefined ? undefined : (ACTIONS as Record<number, Action | undefined>)[status];
}

export class Window {
  constructor(private client: Client, private readonly url: string) {}

  async show(tool: string): Promise<string> {
    try {
      await this.client.callTool({ name: tool });
      return 'shown';
    } catch (error) {
      if (!(error instanceof SdkHttpError)) throw error;
      const action = actionFor(error.status);
      if (error.code === SdkErrorCode.ClientHttpSessionExpired) {
        await this.reopen();
        return 'reopened';
      }
      if (action === 'sign-in') return 'signed out';
      throw error;
    }
  }

  private async reopen(): Promise<void> {
    this.client = new Client({ name: 'desktop', version: '11.0.0' });
    await this.client.connect(new StreamableHTTPClientTransport(new URL(this.url)));
  }
}

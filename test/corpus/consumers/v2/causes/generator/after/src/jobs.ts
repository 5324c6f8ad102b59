import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

function* chain(error: unknown): Generator<unknown> {
  for (let link = error; link !== undefined && link !== null; link = (link as { cause?: unknown }).cause) {
    yield link;
  }
}

function lostSession(error: unknown): boolean {
  for (const link of chain(error)) {
    if (link instanceof SdkHttpError && link.code === SdkErrorCode.ClientHttpSessionExpired) return true;
  }
  return false;
}

export type Verdict = 'ok' | 'requeued' | 'failed';

export class JobRunner {
  constructor(
    private readonly client: Client,
    private readonly renew: () => Promise<void>,
  ) {}

  static async against(url: string, renew: () => Promise<void>): Promise<JobRunner> {
    const client = new Client({ name: 'jobs', version: '2.2.2' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return new JobRunner(client, renew);
  }

  async perform(job: string): Promise<Verdict> {
    try {
      await this.execute(job);
      return 'ok';
    } catch (error) {
      if (lostSession(error)) {
        await this.renew();
        return 'requeued';
      }
      return 'failed';
    }
  }

  private async execute(job: string): Promise<void> {
    try {
      await this.client.callTool({ name: job });
    } catch (cause) {
      throw new Error(`job ${job} did not finish`, { cause });
    }
  }
}

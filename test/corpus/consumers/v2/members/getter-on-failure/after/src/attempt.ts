import { Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

class Failure {
  constructor(readonly error: unknown) {}

  get sessionLost(): boolean {
    return this.error instanceof SdkHttpError && this.error.code === SdkErrorCode.ClientHttpSessionExpired;
  }

  get text(): string {
    return this.error instanceof Error ? this.error.message : 'unknown';
  }
}

export async function attempt(client: Client): Promise<string> {
  try {
    const { prompts } = await client.listPrompts();
    return `${prompts.length} prompts`;
  } catch (error) {
    const failure = new Failure(error);
    return failure.sessionLost ? 'lost' : 'failed';
  }
}

export const transport = (url: string): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(new URL(url));

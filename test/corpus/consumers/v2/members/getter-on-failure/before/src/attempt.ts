import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

class Failure {
  constructor(readonly error: unknown) {}

  get sessionLost(): boolean {
    return this.error instanceof SdkHttpError && this.error.status === 404;
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

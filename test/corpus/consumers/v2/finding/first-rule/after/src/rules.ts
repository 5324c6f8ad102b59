import { type Client, SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';

interface Rule {
  readonly action: 'reconnect' | 'login' | 'wait';
  readonly test: (error: unknown) => boolean;
}

const rules: readonly Rule[] = [
  { action: 'login', test: (error) => SdkHttpError.isInstance(error) && error.status === 401 },
  { action: 'reconnect', test: (error) => SdkHttpError.isInstance(error) && error.code === SdkErrorCode.ClientHttpSessionExpired },
  { action: 'wait', test: (error) => SdkHttpError.isInstance(error) && error.status === 429 },
];

export async function attempt(client: Client, tool: string): Promise<string> {
  try {
    await client.callTool({ name: tool });
    return 'done';
  } catch (error) {
    const rule = rules.find(({ test }) => test(error));
    if (rule === undefined) throw error;
    return rule.action;
  }
}

export const transport = (url: URL) => new StreamableHTTPClientTransport(url);

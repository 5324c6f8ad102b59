import { get } from './container.js';
import { setup } from './setup.js';
import { SdkError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

export class ToolService {
  constructor(private readonly url: string) {}

  async invoke(name: string): Promise<string> {
    const mcpClient = get('mcpClient');
    try {
      await mcpClient.callTool({ name });
      return 'invoked';
    } catch (err: any) {
      if (err instanceof SdkError && err.code === SdkErrorCode.ClientHttpSessionExpired) {
        await setup(this.url);
        return 'reset';
      }
      throw err;
    }
  }
}

export { setup };

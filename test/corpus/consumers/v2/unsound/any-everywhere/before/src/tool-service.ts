import { get } from './container.js';
import { setup } from './setup.js';

export class ToolService {
  constructor(private readonly url: string) {}

  async invoke(name: string): Promise<string> {
    const mcpClient = get('mcpClient');
    try {
      await mcpClient.callTool({ name });
      return 'invoked';
    } catch (err: any) {
      if (err?.status === 404) {
        await setup(this.url);
        return 'reset';
      }
      throw err;
    }
  }
}

export { setup };

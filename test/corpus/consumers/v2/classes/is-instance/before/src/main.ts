import { type Bridge, isRateLimited, isSessionLost } from './mcp/index.js';

export async function pump(bridge: Bridge, messages: readonly string[]): Promise<string> {
  for (const message of messages) {
    try {
      await bridge.client.callTool({ name: 'echo', arguments: { message } });
    } catch (error) {
      if (isRateLimited(error)) return 'slow down';
      if (!isSessionLost(error)) throw error;
      await bridge.open();
      return 'resumed';
    }
  }
  return 'pumped';
}

export { Bridge } from './mcp/index.js';

import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { openSession } from 'mcp-use';

export async function step(from: unknown): Promise<string> {
  const session = await openSession(from);
  try {
    await session.callTool('search');
    return 'stepped';
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 404) return 'reconnect';
    throw error;
  }
}

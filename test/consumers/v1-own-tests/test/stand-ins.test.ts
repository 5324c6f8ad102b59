import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, it, vi } from 'vitest';
import { connectTo, Desk } from '../src/desk.js';

vi.mock('@modelcontextprotocol/sdk/client/index.js', () => ({
  Client: class {
    connect = vi.fn();
    callTool = vi.fn().mockRejectedValue(new StreamableHTTPError(404, 'the session is gone'));
  },
}));

vi.mock('@modelcontextprotocol/sdk/client/streamableHttp.js', () => ({
  StreamableHTTPClientTransport: class {},
  StreamableHTTPError: class StreamableHTTPError extends Error {
    constructor(
      readonly code: number,
      message: string,
    ) {
      super(message);
    }
  },
}));

it('opens one new session when one is lost, and no more', async () => {
  const connect = vi.fn(() => connectTo('https://example.com/mcp'));
  await expect(new Desk(connect).call('open-ticket')).rejects.toThrow('the session is gone');
  expect(connect).toHaveBeenCalledTimes(2);
});

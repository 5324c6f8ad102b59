import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SdkErrorCode } from '@resession/transport/v1';
import { describe, expect, it, vi } from 'vitest';
import { toolNames } from './cache.js';

vi.mock('@modelcontextprotocol/sdk/client/streamableHttp.js', () => ({
  StreamableHTTPError: class StreamableHTTPError extends Error {
    readonly code: number;

    constructor(code: number, message: string) {
      super(message);
      this.code = code;
    }
  },
}));

vi.mock('@resession/transport/v1', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  StreamableHTTPClientTransport: class {},
}));

const listing = { tools: [] };

describe('toolNames', () => {
  it('asks again when the session is stale', async () => {
    const listTools = vi.fn().mockRejectedValueOnce(Object.assign(new StreamableHTTPError(404, 'unknown session'), { sdkCode: SdkErrorCode.ClientHttpSessionExpired })).mockResolvedValue(listing);
    const connect = vi.fn(async () => ({ listTools }));
    expect(await toolNames(connect)).toEqual([]);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('gives up on a server that is out of order', async () => {
    const listTools = vi.fn().mockRejectedValue(new StreamableHTTPError(502, 'Bad Gateway'));
    await expect(toolNames(async () => ({ listTools }))).rejects.toThrow('Bad Gateway');
  });
});

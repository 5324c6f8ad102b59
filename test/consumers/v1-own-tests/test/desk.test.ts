import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, it, vi } from 'vitest';
import { Desk } from '../src/desk.js';

const done = { content: [] };

it('opens a new session when the old one has expired', async () => {
  const callTool = vi
    .fn()
    .mockRejectedValueOnce(new StreamableHTTPError(404, 'Session not found'))
    .mockResolvedValueOnce(done);
  const connect = vi.fn(async () => ({ callTool }));
  expect(await new Desk(connect).call('open-ticket')).toBe(done);
  expect(connect).toHaveBeenCalledTimes(2);
});

it('reconnects after a session that the tool says is gone', async () => {
  const callTool = vi
    .fn()
    .mockImplementationOnce(() => {
      throw new Error('Session not found');
    })
    .mockResolvedValueOnce(done);
  const connect = vi.fn(async () => ({ callTool }));
  expect(await new Desk(connect).call('open-ticket')).toBe(done);
  expect(connect).toHaveBeenCalledTimes(2);
});

it('lets other refusals through', async () => {
  const connect = vi.fn(async () => ({
    callTool: vi.fn().mockRejectedValue(new StreamableHTTPError(500, 'out of order')),
  }));
  await expect(new Desk(connect).call('open-ticket')).rejects.toThrow('out of order');
  expect(connect).toHaveBeenCalledTimes(1);
});

it('fails to connect where the address is wrong', async () => {
  const connect = vi.fn().mockRejectedValue(new StreamableHTTPError(404, 'Not Found'));
  await expect(new Desk(connect).call('open-ticket')).rejects.toMatchObject({ code: 404 });
  expect(connect).toHaveBeenCalledTimes(1);
});

import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Desk } from '../src/desk.js';
import { isSessionLost } from '../src/session.js';

it('opens a new session when the old one has expired', async () => {
  const error = new StreamableHTTPError(404, 'Session not found');
  expect(isSessionLost(error)).toBe(true);
  const callTool = jest.fn().mockRejectedValueOnce(error).mockResolvedValueOnce({ content: [] });
  const connect = jest.fn(async () => ({ callTool }));
  await new Desk(connect).call('open-ticket');
  expect(connect).toHaveBeenCalledTimes(2);
});

it('passes other refusals on with their status', async () => {
  const connect = jest.fn(async () => ({ callTool: jest.fn().mockRejectedValue(new StreamableHTTPError(503, 'busy')) }));
  await expect(new Desk(connect).call('open-ticket')).rejects.toMatchObject({ code: 503 });
});

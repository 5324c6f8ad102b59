const { StreamableHTTPError } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
const { send, transportTo } = require('../mail.js');

jest.mock('@modelcontextprotocol/sdk/client/streamableHttp.js', () => ({
  ...jest.requireActual('@modelcontextprotocol/sdk/client/streamableHttp.js'),
  StreamableHTTPClientTransport: jest.fn(),
}));

const letter = { to: 'somebody@example.com' };

test('a letter is sent again in a new session when the old one was lost', async () => {
  const callTool = jest
    .fn()
    .mockImplementationOnce(async () => {
      throw new StreamableHTTPError(404, 'Session not found');
    })
    .mockResolvedValueOnce({ content: [] });
  const connect = jest.fn(async () => ({ callTool }));
  await send(connect, letter);
  expect(connect).toHaveBeenCalledTimes(2);
});

test('a letter that is refused is not sent again', async () => {
  const callTool = jest.fn().mockRejectedValue(new StreamableHTTPError(403, 'Forbidden'));
  await expect(send(async () => ({ callTool }), letter)).rejects.toThrow('Forbidden');
  expect(callTool).toHaveBeenCalledTimes(1);
});

test('the transport gets a URL', () => {
  expect(transportTo('https://example.com/mcp')).toBeDefined();
});

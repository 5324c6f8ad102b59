const { StreamableHTTPError } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
const { connectTo, Desk } = require('../src/desk.ts');
const { isSessionLost } = require('../src/session.ts');

const mockConnected = jest.fn();

jest.mock('@modelcontextprotocol/sdk/client/index.js', () => ({
  Client: class {
    connect(transport) {
      mockConnected(transport.url);
    }

    callTool = jest.fn().mockResolvedValue({ content: [] });
  },
}));

jest.mock('@modelcontextprotocol/sdk/client/streamableHttp.js', () => ({
  ...jest.requireActual('@modelcontextprotocol/sdk/client/streamableHttp.js'),
  StreamableHTTPClientTransport: class {
    constructor(url) {
      this.url = url.href;
    }
  },
}));

const refusal = (status) => new StreamableHTTPError(status, 'refused');

describe('a session that was lost', () => {
  it('is opened again', async () => {
    const callTool = jest.fn().mockRejectedValueOnce(refusal(404)).mockResolvedValueOnce({ content: [] });
    const connect = jest.fn(async () => ({ callTool }));
    await new Desk(connect).call('close-ticket');
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it.each([
    [404, true],
    [410, false],
    [500, false],
  ])('is told by its status: %i', (status, lost) => {
    expect(isSessionLost(new StreamableHTTPError(status, 'refused'))).toBe(lost);
  });
});

it('connects over HTTP', async () => {
  await new Desk(() => connectTo('https://example.com/mcp')).call('close-ticket');
  expect(mockConnected).toHaveBeenCalledWith('https://example.com/mcp');
});

it('passes other refusals on', async () => {
  const connect = jest.fn(async () => ({ callTool: jest.fn().mockRejectedValue(refusal(503)) }));
  await expect(new Desk(connect).call('close-ticket')).rejects.toThrow('refused');
});

const { SdkErrorCode, SdkHttpError } = require('@modelcontextprotocol/client');
const { isGone, routeTo } = require('../src/route.ts');

describe('a session that expired', () => {
  it('is followed by a new one', async () => {
    const callTool = jest.fn(() => Promise.resolve({ content: [] })).mockImplementationOnce(() => {
      throw new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'unknown session', { status: 404 });
    });
    const connect = jest.fn(async () => ({ callTool }));
    await routeTo('work', connect);
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it.each`
    status | expected
    ${404} | ${true}
    ${500} | ${false}
  `('$status', ({ status, expected }) => {
    expect(isGone(new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'refused', { status }))).toBe(expected);
  });
});

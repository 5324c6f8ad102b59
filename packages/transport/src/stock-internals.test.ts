import { StreamableHTTPClientTransport as V2 } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport as V1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, test } from 'vitest';
import { checkInternals, checkStarted, type StockTransport } from './stock-internals.ts';

const url = new URL('http://127.0.0.1/mcp');
const RANGE = 'the-sdk >=1 <2';
const made = (): readonly (readonly [string, StockTransport])[] => [
  ['v2', new V2(url, { fetch }) as StockTransport],
  ['v1', new V1(url, { fetch }) as StockTransport],
];

describe.each(made())('%s', (_name, transport) => {
  test('has what is leaned on', () => expect(() => checkInternals(transport, RANGE)).not.toThrow());

  test.each(['_startOrAuthSse', '_scheduleReconnection', '_handleSseStream', '_fetch'])('%s moved: refused', (name) => {
    const moved = Object.create(transport) as StockTransport;
    Object.defineProperty(moved, name, { value: undefined });
    expect(() => checkInternals(moved, RANGE)).toThrow(/does not fit the installed MCP SDK.*the-sdk >=1 <2/);
  });

  test('not started as expected: refused', async () => {
    expect(() => checkStarted(transport, RANGE)).toThrow(/_abortController.*the-sdk >=1 <2/);
    await (transport as unknown as V2).start();
    expect(checkStarted(transport, RANGE)).toBeInstanceOf(AbortController);
  });
});

test('an id that is kept elsewhere: refused', () => {
  const methods = { _startOrAuthSse: fetch, _scheduleReconnection: fetch, _handleSseStream: fetch, _fetch: fetch };
  expect(() => checkInternals({ ...methods, send: () => Promise.resolve() }, RANGE)).toThrow(/_sessionId/);
});

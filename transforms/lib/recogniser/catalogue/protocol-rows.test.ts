import { expect, test } from 'vitest';
import { protocolRows } from './protocol-rows.ts';
import { tableOf } from './rows.test.kit.ts';

test('v1 gives a timeout, an abort and a server that says so the same -32001', () => {
  const table = tableOf(protocolRows('v1'));
  expect(Object.entries(table).filter(([, text]) => text.includes('-32001'))).toEqual([
    ['timeout', 'timeout: McpError: MCP error -32001: Request timed out'],
    ['request-aborted', 'timeout: McpError: MCP error -32001: AbortError: This operation was aborted'],
    ['inside-200', 'beside: McpError: MCP error -32001: Session not found'],
  ]);
});

test('v2 tells what the client did from what the server said', () => {
  expect(tableOf(protocolRows('v2'))).toEqual({
    timeout: 'timeout: SdkError: Request timed out',
    'request-aborted': 'timeout: SdkError: AbortError: This operation was aborted',
    closed: 'other: SdkError: Connection closed',
    params: 'other: ProtocolError: Tool x not found',
    method: 'other: ProtocolError: Method not found',
    resource: 'other: ProtocolError: Resource not found',
    internal: 'other: ProtocolError: Internal error',
    'inside-200': 'beside: ProtocolError: Session not found',
    unauthorized: 'other: UnauthorizedError: Unauthorized',
    'content-type': 'other: SdkError: Unexpected content type: text/html',
  });
});

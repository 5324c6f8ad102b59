// What a file holds that speaks of MCP, in its code or by the names of its requests. Leads to errors of MCP begin there.

import type { Needles } from '@resession/transforms/lib';

export const speaking: Needles = [
  ['modelcontextprotocol'],
  ['@resession/transport'],
  ['StreamableHTTP'],
  ['SSEClientTransport'],
  // The survey looks for these as well, and for nothing that is not here.
  ['ClientHttpSessionExpired'],
  ['CLIENT_HTTP_SESSION_EXPIRED'],
  ['sessionExpiry'],
  ['mcp'],
  ['Mcp'],
  ['MCP'],
  ['.callTool('],
  ['.listTools('],
  ['.readResource('],
  ['.listResource'],
  ['.getPrompt('],
  ['.listPrompts('],
  ['.setLoggingLevel('],
  ['.ping('],
];

// Texts that a file holds which tests the errors of an MCP client, whatever it calls them.

import type { Needles } from '../codemod.ts';

/** Groups of needles: one of these, and `own` beside it. */
export function reachedBy(own: string): Needles {
  const client = ['@modelcontextprotocol/client', '@resession/transport', 'mcp', 'Mcp', 'MCP', 'callTool', 'listTools'];
  return client.map((needle) => [needle, own]);
}

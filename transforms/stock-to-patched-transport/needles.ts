// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';

export const needles: Needles = [
  ['StreamableHTTPClientTransport', '@modelcontextprotocol/'],
  ['@modelcontextprotocol/sdk', 'client/streamableHttp'],
  ['@modelcontextprotocol/client', 'export *'],
  ['@modelcontextprotocol/client', 'ock('],
  ['@modelcontextprotocol/client', 'exports'],
  ['@modelcontextprotocol/client', '* as '],
];

// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';

export const needles: Needles = [
  ['_sessionId', 'ransport'],
  ['mcp-session-id', '404', 'etch', 'ransport'],
  ['Mcp-Session-Id', '404', 'etch', 'ransport'],
];

// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';

export const needles: Needles = [
  ['mock', '@modelcontextprotocol/client'],
  ['Mock', '@modelcontextprotocol/client'],
  ['mock', '@modelcontextprotocol/server'],
  ['Mock', '@modelcontextprotocol/server'],
  ['Actual', '@modelcontextprotocol/client'],
  ['Actual', '@modelcontextprotocol/server'],
];

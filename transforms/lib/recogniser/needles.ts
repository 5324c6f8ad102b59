// What a file must say to be looked at for guesses. Bytes only: the engine scans for them before anything is parsed.

import type { Needles } from '../codemod.ts';

/** One of each in a file makes it a candidate. */
const pairs = (some: readonly string[], others: readonly string[]): Needles =>
  some.flatMap((one) => others.map((other) => [one, other]));

const requests = ['callTool', 'listTools', 'readResource', 'listResources', 'getPrompt', 'listPrompts', '.ping('];

/** A predicate that knows nothing but a text need not name MCP at all. */
const wordings = ['ession not found', 'ession expired', 'ession has expired', 'ession terminated'];
const readings = ['.includes(', '.test(', '.match(', '.indexOf('];

/** Conjunctive groups: a file that holds all of one group may hold a guess. */
export const needles: Needles = [
  ['StreamableHTTPError', '404'],
  ['SdkHttpError', '404'],
  ['StreamableHTTPError', '0x194'],
  ['SdkHttpError', '0x194'],
  ['StreamableHTTPError', '403', '405'],
  ['SdkHttpError', '403', '405'],
  ['SdkError', '404'],
  ['HttpNotImplemented'],
  ['HTTP_NOT_IMPLEMENTED'],
  ['-32001'],
  ['32001', 'session'],
  ['modelcontextprotocol', '404'],
  ['modelcontextprotocol', 'ession not found'],
  ['modelcontextprotocol', 'session'],
  ['mcp', '404'],
  ['Mcp', '404'],
  ['MCP', '404'],
  ['modelcontextprotocol', 'NOT_FOUND'],
  ['mcp', 'NOT_FOUND'],
  ...pairs(requests, ['404', 'ession', 'NOT_FOUND']),
  ...pairs(wordings, readings),
  ['mcp', 'ession not found'],
  ['MCP', 'ession not found'],
];

/** Whether a text is looked at for guesses. */
export function holdsNeedle(text: string): boolean {
  return needles.some((group) => group.every((needle) => text.includes(needle)));
}

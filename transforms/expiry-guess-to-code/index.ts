// Conditions that guess at an expired MCP session become checks of the code that the patched transport throws.

import type { Codemod } from '../lib/codemod.ts';
import { leadNeedles, leadsOf } from '../lib/recogniser/leads.ts';
import { recognise } from '../lib/recogniser/recognise.ts';
import { messages } from '../lib/recogniser/verdict.ts';
import { toTransform } from '../lib/to-transform.ts';

/** One of each in a file makes it a candidate. */
const pairs = (some: readonly string[], others: readonly string[]): readonly (readonly string[])[] =>
  some.flatMap((one) => others.map((other) => [one, other]));

const requests = ['callTool', 'listTools', 'readResource', 'listResources', 'getPrompt', 'listPrompts', '.ping('];

/** A predicate that knows nothing but a text need not name MCP at all. */
const wordings = ['ession not found', 'ession expired', 'ession has expired', 'ession terminated'];
const readings = ['.includes(', '.test(', '.match(', '.indexOf('];

/** The codemod as a record. */
export const codemod = {
  id: 'expiry-guess-to-code',
  title: 'Ask for the session-expired code instead of guessing',
  needles: [
    ['StreamableHTTPError', '404'],
    ['SdkHttpError', '404'],
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
  ],
  leadNeedles,
  after: ['http-code-to-status'],
  messages,
  inspect: (source, context) => recognise(source, context),
  leads: leadsOf,
} satisfies Codemod;

export default toTransform(codemod);

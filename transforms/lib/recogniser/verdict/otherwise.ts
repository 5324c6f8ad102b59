// What would make a verdict another one, where nothing more exact was said: one phrase for each message.

import type { MessageId } from './verdict.ts';

/** Each phrase names what would have to be there. */
export const otherwise: Readonly<Record<MessageId, string>> = {
  'expiry-check':
    'an error of anything but an MCP client of this repository that reaches it, or a copy in place of the error',
  'shared-test': 'a test of its own for the expired session, apart from what else is tested',
  'switch-case': 'a test of the error in an if before the switch',
  'timeout-too': 'a test that leaves -32001 to the request timeout',
  'connect-and-request': 'a try of its own for the request',
  'other-callers': 'a test of its own for the errors of the MCP client',
  'origin-unknown': 'a class test, or a request of an MCP client in the try',
  'only-told': 'a recovery where it holds, or a word that says that the session expired',
  undecided: 'a definition within reach',
  'subject-unnamed': 'a name for the error, as in catch (error)',
  'live-session': 'a session id that is read before the call',
  'not-proven': 'the new check beside the old test, written by hand',
  'recognised-before': 'no check of the code before it',
  'text-only': 'the error itself as the parameter',
  'error-copied': 'the error itself, or a copy with a `cause`',
  'in-dependency': 'a transport of the SDK built here',
  'no-transport': 'a transport of the SDK built here',
  'connect-only': 'a request in the same try, after connect',
  'terminate-only': 'a request in the same try',
  'fallback-set': 'a test of 404 without 405, 406 or 415, after a request',
  'request-timeout': 'a test of the status 404, or of the words that the session is gone',
  'bad-request': 'a test that is true on a 404 as well',
  'sse-only': 'the Streamable HTTP transport in place of the SSE one',
  'inside-200': 'a test of the HTTP status in place of the JSON-RPC error',
  'another-error': 'a request of an MCP client whose error arrives here',
  'other-package': 'the class of the MCP SDK in place of this one',
  contradiction: 'a condition that an expired session makes true',
};

import type { Node } from '@babel/types';
import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { walk } from '../../tree.ts';
import { liveSession } from './live-session.ts';

/** What is known of the first condition of an `if` inside the catch. */
function judged(text: string): string {
  const head =
    "import { StreamableHTTPClientTransport as T } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";
  const source = makeSource('x.ts', head + text);
  let handler: Node | undefined;
  let leaf: Node | undefined;
  walk(source.file.program, (node) => {
    if (node.type === 'CatchClause') handler ??= node;
    if (node.type === 'IfStatement') leaf ??= node.test;
    return undefined;
  });
  if (handler === undefined || leaf === undefined) throw new Error('no catch');
  return liveSession(source, leaf, handler);
}

const run = (test: string, before = '', inside = ''): string =>
  `async function f(given: T, box: any, transport: any) { ${before} try { await go(); } catch (e) { ${inside} if (${test}) again(); } }`;

test.each([
  ['a transport by its type', run('given.sessionId'), 'proven'],
  ['one made here', run('t.sessionId !== undefined', 'const t = new T(url);'), 'proven'],
  ['one assigned later', run('t?.sessionId', 'let t; t = new T(url);'), 'proven'],
  ['a field', `class A { private t = new T(url); async f() { try { await go(); } catch (e) { if (this.t.sessionId) again(); } } }`, 'proven'],
  ['one that is only called so', run('transport.sessionId'), 'likely'],
  ['a name for it in the handler', run('id', '', 'const id = given.sessionId;'), 'proven'],
  ['a name for it before the call', run('id', 'const id = given.sessionId;'), 'other'],
  ['a session id of something else', run('box.sessionId'), 'other'],
  ['something else of a transport', run('given.closed'), 'other'],
])('%s', (_, text, expected) => {
  expect(judged(text)).toBe(expected);
}); // prettier-ignore

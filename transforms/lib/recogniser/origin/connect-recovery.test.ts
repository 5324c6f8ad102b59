import { describe, expect, test } from 'vitest';
import { fileIn, nodeIn } from '../../modules.test.kit.ts';
import { scopesOf } from '../../scopes.ts';
import { makeSource } from '../../source.ts';
import { conditionsOf } from '../vector/condition.ts';
import { madeForConnect } from './connect-recovery.ts';

const of = (branch: string): string | undefined => {
  const source = makeSource('x.ts', `async function f() { try { g(); } catch (e) { if (isGone(e)) { ${branch} } } }`);
  scopesOf(source);
  const [condition] = conditionsOf(source.file.program);
  if (condition === undefined) throw new Error('no condition');
  return madeForConnect(condition);
};

test.each([
  ['await this.fallBackToSSE();', 'it calls fallBackToSSE'],
  ['return connectOverSse(url);', 'it calls connectOverSse'],
  ['return open(this.fallbackUrl);', 'it names fallbackUrl'],
  ['this.url = next; await this.connect();', 'it changes the address, url'],
  ['options.serverUrl = other;', 'it changes the address, serverUrl'],
  ['throw new Error("Check the endpoint.");', 'it says "Check the endpoint."'],
])('%s', (branch, words) => {
  expect(of(branch)).toBe(words);
});

test.each([
  'this.client = undefined; return this.call(name);',
  'this.processError(e); assertSession(e);',
  'await connect(new URL(this.url));',
  'throw new Error("The session of this endpoint has expired.");',
])('nothing in %s', (branch) => {
  expect(of(branch)).toBeUndefined();
});

describe('where the branch is', () => {
  const condition = 'e.code === 404';
  const old = "import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';\n";

  test.each([
    ['the first arm of a ternary', `const x = ${condition} ? fallback() : again();`, 'it calls fallback'],
    ['not the second', `const x = ${condition} ? again() : fallback();`, undefined],
    ['not what is done otherwise', `if (${condition}) again(); else fallback();`, undefined],
    ['turned round', `try { f(); } catch (e) { if (!(${condition})) throw e; fallback(); }`, 'it calls fallback'],
    [
      'kept for later',
      `try { f(); } catch (e) { const gone = ${condition}; if (gone) fallback(); }`,
      'it calls fallback',
    ],
    ['nowhere, in a predicate', `const is = (e) => ${condition};`, undefined],
    [
      'a class of the SDK',
      `${old}if (${condition}) use(new SSEClientTransport(url));`,
      'it falls back to the old SSE transport',
    ],
  ])('%s', (_name, text, expected) => {
    const source = fileIn({ files: { 'a.ts': text } }, 'a.ts');
    expect(madeForConnect(nodeIn(source, condition))).toBe(expected);
  });
});

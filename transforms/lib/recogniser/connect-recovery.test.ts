import { expect, test } from 'vitest';
import { scopesOf } from '../scopes.ts';
import { makeSource } from '../source.ts';
import { conditionsOf } from './condition.ts';
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

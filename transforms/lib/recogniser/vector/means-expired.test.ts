import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { walk } from '../../tree.ts';
import type { Generation } from '../../codemod.ts';
import { meaningOf } from './means-expired.ts';

/** What the first `if` lets through where it is true, or false. */
function meaning(test: string, holds: boolean, generation: Generation = 'v1', before = ''): string {
  const module = generation === 'v1' ? '@resession/transport/v1' : '@resession/transport';
  const sdk =
    generation === 'v1' ? '@modelcontextprotocol/sdk/client/streamableHttp.js' : '@modelcontextprotocol/client';
  const text = `import { isSessionExpired, SdkErrorCode } from '${module}';
import { StreamableHTTPError, SdkError } from '${sdk}';
${before}
export async function f(client, force, attempts) {
  try { await client.listTools(); } catch (error) { if (${test}) go(); }
}`;
  const source = makeSource('x.ts', text);
  let found = 'none';
  walk(source.file.program, (node) => {
    if (node.type === 'IfStatement')
      found = meaningOf(source, { test: node.test, holds }, new Set<Generation>([generation]));
    return undefined;
  });
  return found;
}

test.each([
  ['isSessionExpired(error)', true, 'all'],
  ['!isSessionExpired(error)', false, 'all'],
  ['error instanceof StreamableHTTPError && isSessionExpired(error)', true, 'all'],
  ['!(error instanceof Error) || !isSessionExpired(error)', false, 'all'],
  ['isSessionExpired(error) && attempts < 3', true, 'some'],
  ['isSessionExpired(error)', false, 'no'],
  ['force || isSessionExpired(error)', true, 'no'],
  ['isSessionExpired(error) || error.code === 500', true, 'no'],
  ['error.code === 404', true, 'no'],
] as const)('%s, where it is %s: %s', (text, holds, expected) => {
  expect(meaning(text, holds)).toBe(expected);
});

test('the code spelled out, and a predicate around it', () => {
  expect(meaning('error instanceof SdkError && error.code === SdkErrorCode.ClientHttpSessionExpired', true, 'v2')).toBe(
    'all',
  );
  const stale = 'const isStale = (e) => isSessionExpired(e);';
  const wide = `const isStale = (e) => isSessionExpired(e) || e.message.includes('ECONNRESET');`;
  expect(meaning('isStale(error)', true, 'v1', stale)).toBe('all');
  expect(meaning('isStale(error)', true, 'v1', wide)).toBe('no');
});

import { expect, test } from 'vitest';
import { fileIn, nodeIn } from '../../modules.test.kit.ts';
import { originFrom, placeOf, stepAt, through } from './origin.ts';
import type { Way } from './provenance.ts';
import { followerFor } from './reach.ts';

const condition = 'e.code === 404';
const text = `import { open, tools, rest } from './calls'; import { agent } from 'mcp-use';
function gone(e) { return ${condition}; }
try { await tools(); } catch (e3) { gone(e3); }
try { await open(); } catch (e4) { gone(e4); }
try { await rest(); } catch (e5) { gone(e5); }
try { await work(); } catch (e6) { gone(e6); }
try { await open(); await tools(); } catch (e7) { if (gone(e7)) fallback(); }
try { await client.connect(t); } catch (e8) { gone(e8); }
try { await transport.terminateSession(); } catch (e9) { gone(e9); }
try { await agent.run(); } catch (e10) { gone(e10); }
`;
const calls = `// mcp
export const open = () => client.connect(t);
export const tools = () => client.listTools();
export const rest = () => fetch(url);
`;
const source = fileIn({ files: { 'calls.ts': calls, 'main.ts': text } }, 'main.ts');

/** The way from the `try` of a line to the call of `gone` there. */
function wayAt(line: number): Way {
  const block = /(?<=^try )\{.*?\}/.exec(text.split('\n')[line - 1] ?? '')?.[0] ?? '';
  const call = nodeIn(source, `gone(e${String(line)})`);
  return { reach: followerFor(source, ['mcp-use']).below(nodeIn(source, block)), handed: [{ call, by: 'text' }] };
}

const originOf = (...lines: readonly number[]): ReturnType<typeof originFrom> =>
  originFrom(source, nodeIn(source, condition), lines.map(wayAt));
const flags = (...lines: readonly number[]): string => {
  const origin = originOf(...lines);
  const names = [
    'request',
    'connect',
    'nestedConnect',
    'terminate',
    'foreign',
    'open',
    'strange',
    'spoken',
    'own',
  ] as const;
  return names.filter((name) => origin[name]).join(' ');
};

test.each<[string, readonly number[], string]>([
  ['a request', [3], 'request spoken own'],
  ['connect, behind a function', [4], 'nestedConnect'],
  ['another client', [5], 'foreign'],
  ['nobody knows', [6], 'open strange'],
  ['a request with a connect before it', [7], 'request nestedConnect spoken own'],
  ['connect itself', [8], 'connect'],
  ['terminate', [9], 'terminate'],
  ['a client of a package', [10], 'request'],
  ['a request here, a connect there', [3, 8], 'request connect spoken own'],
])('%s', (_name, lines, expected) => {
  expect(flags(...lines)).toBe(expected);
});

test('callers whose error is another one are named, beside those of requests', () => {
  expect(originOf(3, 8).connecting).toEqual(['line 8']);
  expect(originOf(8).connecting).toEqual([]);
  expect(originOf(3, 5).strangers).toEqual(['line 5']);
  expect(originOf(5).strangers).toEqual([]);
  expect([...originOf(3, 10).packages]).toEqual([['mcp-use', 'line 10']]);
});

test('a connect behind a function is named with its place, and with what is done for it alone', () => {
  expect(originOf(7).nested).toEqual([{ behind: 'open', at: 'calls.ts:2' }]);
  expect(originOf(7).madeForConnect).toBe('it calls fallback');
  expect(originOf(3).madeForConnect).toBeUndefined();
});

test('the way: from where it is thrown, up through what calls that, and on to the condition', () => {
  expect(originOf(8, 3).way).toEqual([
    { path: 'calls.ts', line: 3, what: 'thrown by the request listTools', by: 'index' },
    { path: 'main.ts', line: 3, what: 'let through by tools', by: 'text' },
    { path: 'main.ts', line: 3, what: 'handed to gone', by: 'text' },
    { path: 'main.ts', line: 2, what: 'tested here', by: 'text' },
  ]);
  expect(originOf(6).way).toEqual([]);
});

test('what the type checker told is said', () => {
  const way = wayAt(3);
  const { request } = way.reach;
  if (request === undefined) throw new Error('no request');
  const typed = originFrom(source, nodeIn(source, condition), [
    { ...way, reach: { ...way.reach, request: { ...request, typed: true } } },
  ]);
  expect(typed.way[0]?.by).toBe('types');
});

test('what wraps the error comes before the test of it', () => {
  const step = stepAt(source, nodeIn(source, condition), 'wrapped');
  expect(
    through(originOf(3), [step])
      .way.map(({ what }) => what)
      .slice(-2),
  ).toEqual(['wrapped', 'tested here']);
});

test('a place is named so that it can be opened', () => {
  const away = wayAt(3).reach.request?.calls.at(-1);
  expect(away && placeOf(source, away)).toBe('calls.ts:3');
  expect(placeOf(source, nodeIn(source, condition))).toBe('line 2');
});

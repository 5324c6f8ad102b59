import { describe, expect, test } from 'vitest';
import type { Context, Finding } from '../codemod.ts';
import { type Facts, noFacts } from '../facts.ts';
import { foldChanges } from '../fold.ts';
import { makeSource } from '../source.ts';
import { excerptOf } from './vector/excerpt.ts';
import { newFormChecks } from './vector/new-form.ts';
import { recognise } from './recognise.ts';

const v1 =
  "import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";

const find = (text: string, context: Partial<Context> = {}): readonly Finding[] =>
  recognise(makeSource('x.ts', text), { facts: noFacts, checkStyle: 'code', ...context });

const kinds = (text: string, context?: Partial<Context>): string =>
  find(text, context).map(({ kind, messageId }) => `${kind} ${messageId}`).join(', '); // prettier-ignore

const rewritten = (text: string): string => {
  const changes = find(text).flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
  return foldChanges(makeSource('x.ts', text), changes).text.split('\n').filter((line) => !line.startsWith('import')).join('\n'); // prettier-ignore
};

describe('the smallest change', () => {
  test.each([
    [
      'const f = (e) => e instanceof StreamableHTTPError && e.code === 404;',
      'const f = (e) => e instanceof StreamableHTTPError && isSessionExpired(e);',
    ],
    [
      'const sessionF = (e) => (e.code === 404) || e.code === 410;',
      'const sessionF = (e) => (isSessionExpired(e)) || e.code === 410;',
    ],
    [
      'const sessionF = (e) => e.code === 410 || /* a */ e.code === 404 /* b */;',
      'const sessionF = (e) => e.code === 410 || /* a */ isSessionExpired(e) /* b */;',
    ],
    [
      'const sessionF = (e) => e.code === 404 || (/session not found/i.test(e.message)) || e.code === 410;',
      'const sessionF = (e) => isSessionExpired(e) || e.code === 410;',
    ],
    [
      'const sessionF = (e) => e.code !== 404 && !/session not found/i.test(e.message);',
      'const sessionF = (e) => !isSessionExpired(e);',
    ],
    ['const sessionF = (e, n) => n > 3 && e.code === 404;', 'const sessionF = (e, n) => n > 3 && isSessionExpired(e);'],
  ])('%s', (before, after) => {
    expect(rewritten(v1 + before)).toBe(after);
  });
});

describe('every fix explains itself', () => {
  const [finding] = find(`${v1}const f = (e) => e instanceof StreamableHTTPError && e.code === 404;`);

  test('formula, needle and rows before and after', () => {
    expect(finding?.explanation).toMatchObject({
      needle: '404',
      formula: 'e instanceof StreamableHTTPError and e.code === 404',
    });
    const rows = finding?.explanation?.rows ?? [];
    expect(rows).toContainEqual({ error: 'expired, body in HTML', expired: true, before: 'true', after: 'true' });
    expect(rows).toContainEqual({ error: 'HTTP 500', expired: false, before: 'false', after: 'false' });
  });

  test('what changes in meaning', () => {
    expect(finding?.explanation?.changes.join(' ')).toContain('404 at connect, no session yet');
  });
});

test('no row outside expiry changes in any fix', () => {
  const texts = [
    "e.code === 404 || e.message.includes('ECONNRESET')",
    'e.code === 404 || e.code >= 500',
    "String(e).includes('Session not found')",
  ];
  for (const text of texts) {
    const [finding] = find(`${v1}const isSessionLost = (e) => ${text};`);
    expect(finding?.kind, text).toBe('fix');
    for (const row of finding?.explanation?.rows ?? []) {
      const blamed = /connect, no session|stream of a session|terminating|inside a 200|old SSE/.test(row.error);
      if (!row.expired && !blamed && row.before !== 'unknown' && row.before !== 'throws')
        expect(row.after, row.error).toBe(row.before);
    }
  }
});

describe('facts', () => {
  const origin = (built: number, dependencies: readonly string[]): Facts => ({
    ask: (kind) =>
      kind === 'transport-origin'
        ? ({
            built: Array.from({ length: built }, () => ({ path: 'a.ts', line: 1, generation: 'v1', patched: false })),
            dependencies,
          } as never)
        : undefined,
  });
  const text = "// mcp\nexport const isSessionLost = (e) => e.code === 404 || e.message.includes('Session not found');";

  test.each([
    ['built here', origin(1, []), 'fix expiry-check'],
    ['built in a dependency', origin(0, ['mcp-use']), 'todo in-dependency'],
    ['no MCP at all', origin(0, []), ''],
    ['nobody knows', noFacts, 'ask origin-unknown'],
  ])('%s', (_, facts, expected) => {
    expect(kinds(text, { facts })).toBe(expected);
  });
});

test('a live session id goes only where the object is a transport', () => {
  const at = (before: string, part: string): string =>
    kinds(
      `${v1}${before}\ntry { await client.ping(); } catch (e) { if (${part} && e instanceof StreamableHTTPError && e.code === 404) x(); }`,
    );
  expect(at('const t = new StreamableHTTPClientTransport(u);', 't.sessionId')).toBe('fix expiry-check');
  expect(at('', 'transport.sessionId')).toBe('ask live-session');
  expect(at('', 'user.sessionId')).toBe('fix expiry-check');
});

test('what is in the new form stands and is listed', () => {
  const text =
    "import { SdkError } from '@modelcontextprotocol/client';\nimport { isSessionExpired, SdkErrorCode } from '@resession/transport';\n" +
    'const a = (e) => isSessionExpired(e);\nconst b = (e) => e instanceof SdkError && e.code === SdkErrorCode.ClientHttpSessionExpired; // 404';
  expect(kinds(text)).toBe('');
  expect(newFormChecks(makeSource('x.ts', text)).map(({ generation }) => generation)).toEqual(['v2', 'v2']);
  expect(newFormChecks(makeSource('x.ts', 'const isSessionExpired = 1; f(isSessionExpired);'))).toEqual([]);
});

test('an excerpt keeps offsets and what the condition leads to', () => {
  const filler = Array.from({ length: 200 }, (_, i) => `export function filler${i}() { return 1; }\n`).join('');
  const text = `${v1}const GONE = 404;\n${filler}export const f = (e) => e.code === GONE;\n`;
  const source = makeSource('x.ts', text);
  const last = source.file.program.body.at(-1);
  const excerpt = last === undefined ? '' : excerptOf(source, [last]).text;
  expect(excerpt).toHaveLength(text.length);
  expect(excerpt).toContain('const GONE = 404;');
  expect(excerpt).not.toContain('filler');
});

test('one guess among hundreds of conditions on other errors is found', () => {
  const block = (i: number): string =>
    `export async function work${i}(client, input) {\n  try { return await client.callTool({ name: 'x${i}' }); } catch (error) {\n` +
    `    if (error.message.includes('boom') || input.kind === 'session') return ${i};\n    throw error;\n  }\n}\n`;
  const text = v1 + Array.from({ length: 200 }, (_, i) => block(i)).join('');
  expect(find(`${text}const gone = (e) => e instanceof StreamableHTTPError && e.code === 404;`)).toHaveLength(1);
});

import { describe, expect, test } from 'vitest';
import type { Generation } from '../../codemod.ts';
import { makeSource, type Source } from '../../source.ts';
import { conditionsOf, formulaOf, leavesOf } from './condition.ts';
import { siteOf, type Site } from './site.ts';
import { textOf } from '../rewrite/subject-text.ts';
import { likeness } from './subject.ts';

const v1 = "import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";
const v2 = "import { SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';\n";

function look(text: string, at = 0): { source: Source; site: Site | undefined } {
  const source = makeSource('x.ts', text);
  const node = conditionsOf(source.file.program).at(at);
  if (node === undefined) throw new Error('no condition');
  const generation: Generation = text.startsWith(v2) ? 'v2' : 'v1';
  return { source, site: siteOf(source, formulaOf(node), { generations: new Set([generation]), sse: false }) };
}

const meaning = (text: string, at = 0): string | undefined => {
  const { site } = look(text, at);
  return site?.readings.get(site.formula.node)?.meaning;
};

describe('what a condition means, whatever it looks like', () => {
  test.each([
    [`${v1}const f = (e) => e instanceof StreamableHTTPError && e.code === 404;`, 'expired'],
    [`${v1}const f = (e) => !(e instanceof StreamableHTTPError) || e.code !== 404;`, 'living'],
    [`${v1}const f = (e) => e.code === 404 || e.code === 410;`, 'mixed'],
    [`${v1}const f = (e) => e instanceof StreamableHTTPError;`, 'guard'],
    [`${v1}const f = (e) => e.code === -32001;`, 'timeout'],
    [`${v1}const f = (e) => e.code === 401;`, 'keep'],
    [`${v1}const f = (e) => /session not found/i.test(String(e));`, 'expired'],
    [`${v1}const f = (e) => [404].includes(Number(e?.code ?? e?.status));`, 'expired'],
    [`${v2}const f = (e) => e instanceof SdkHttpError && e.status === 404;`, 'expired'],
    [
      `${v2}const f = (e) => e instanceof SdkError && e.code === SdkErrorCode.ClientHttpNotImplemented && e.data.status === 404;`,
      'expired',
    ],
    [`${v2}const f = (e) => e.code === 404;`, 'never'],
  ])('%#', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });

  test('guards before the condition count', () => {
    const { site } = look(
      `${v1}function f(e) { if (!(e instanceof StreamableHTTPError)) return false; return e.code === 404; }`,
      1,
    );
    const sse = site?.seen.find(({ row }) => row.id === 'sse-404');
    expect(sse?.stock.reached).toBe(false);
  });

  test('a function that is called runs', () => {
    expect(
      meaning(
        `${v1}const codeOf = (e) => (e && 'code' in e ? e.code : undefined);\nconst f = (e) => codeOf(e) === 404;`,
        1,
      ),
    ).toBe('expired');
  });
});

describe('the subject', () => {
  const subject = (text: string): string | undefined => {
    const { source, site } = look(text);
    return site && textOf(source, site.place, site.formula.node.start ?? 0);
  };

  test.each([
    ['const f = (err) => err.code === 404;', 'err'],
    ['const f = (r) => r.reason.code === 404;', 'r.reason'],
    ['const f = (e) => { const { code } = e as any; return code === 404; };', 'e'],
    ['class A { f() { return this.lastError.code === 404; } }', 'this.lastError'],
    ['const f = ({ error }) => error.code === 404;', 'error'],
  ])('%s', (text, expected) => {
    expect(subject(v1 + text)).toBe(expected);
  });

  test('an error that was taken apart has no name', () => {
    expect(subject(`${v1}try { a(); } catch ({ code }) { if (code === 404) b(); }`)).toBeUndefined();
  });

  test('a response is no error', () => {
    const { source, site } = look(`${v1}const f = (e) => e.code === 404;`);
    expect(site && likeness(source, { root: site.place.root, path: ['status'] })).toBe('foreign');
    expect(
      look(`${v1}async function f() { const res = await fetch('/'); if (res.status === 404) g(); }`).site,
    ).toBeUndefined();
  });
});

test('leaves are read one by one', () => {
  const { site } = look(
    `${v1}const f = (e) => e instanceof StreamableHTTPError && (e.code === 404 || e.message.includes('ECONNRESET'));`,
  );
  expect(site && leavesOf(site.formula).map(({ node }) => site.readings.get(node)?.meaning)).toEqual([
    'guard',
    'expired',
    'keep',
  ]);
});

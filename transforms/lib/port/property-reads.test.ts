import { describe, expect, test } from 'vitest';
import { applyEdits } from '../edits.ts';
import { makeSource, type Source } from '../source.ts';
import { formulasOf } from './moved-condition.ts';
import { preferredAt, readsOf, renamedAt } from './property-reads.ts';

const renaming = { property: 'code', instead: 'status', type: 'number' };

function changed(text: string, how: 'renamed' | 'preferred', path = 'x.ts'): string {
  const source: Source = makeSource(path, text);
  const node = formulasOf(source).at(-1)?.node ?? source.file.program;
  const reads = readsOf(source, node, renaming);
  const { edits } = how === 'renamed' ? renamedAt(reads, reads) : preferredAt(reads);
  return applyEdits(text, edits);
}

const inCatch = (type: string, test: string): string => `try { f(); } catch (e${type}) { if (${test}) g(); }`;

describe('reads the other property', () => {
  test.each([
    [`e.code === 1`, `e.status === 1`],
    [`e?.['code'] === 1`, `e?.['status'] === 1`],
    [`'code' in e && e.code > 1`, `'status' in e && e.status > 1`],
    [`!e.hasOwnProperty("code")`, `!('status' in e)`],
    [`(e as { code?: number }).code === 1`, `(e as { status?: number }).status === 1`],
    [`(e as Failure).code === 1`, `(e as { status?: number }).status === 1`],
    [`(<{ code: string }>e).code === x`, `(<{ status: number }>e).status === x`],
    [`(e.code ?? e.status) === 1`, `(e.status ?? e.code) === 1`],
    [`e.codes === 1 || e[code] === 1`, `e.codes === 1 || e[code] === 1`],
  ])('%s', (before, after) => {
    expect(changed(inCatch(': any', before), 'renamed')).toBe(inCatch(': any', after));
  });
});

describe('reads both', () => {
  test.each([
    [': any', `e.code === 1`, `(e.status ?? e.code) === 1`],
    [': any', `Number(e?.code) > 1`, `Number(e?.status ?? e?.code) > 1`],
    ['', `e instanceof A && e.code === 1`, `e instanceof A && ('status' in e ? e.status : e.code) === 1`],
    [
      '',
      `(e as { code?: number }).code === 1`,
      `((e as { status?: number }).status ?? (e as { code?: number }).code) === 1`,
    ],
    [': any', `'code' in e && (e.code) === 1`, `'code' in e && (e.status ?? e.code) === 1`],
  ])('%s %s', (type, before, after) => {
    expect(changed(inCatch(type, before), 'preferred')).toBe(inCatch(type, after));
  });

  test('without a second pair of parentheses in the head of a switch', () => {
    const text = (head: string): string => `try { f(); } catch (e: any) { switch (${head}) { case 1: g(); } }`;
    expect(changed(text('e.code'), 'preferred')).toBe(text('e.status ?? e.code'));
  });

  test('where a pattern has no room for it: not at all', () => {
    const text = 'try { f(); } catch (e: any) { const { code } = e; if (code === 1) g(); }';
    expect(changed(text, 'preferred')).toBe(text);
    expect(changed(text, 'renamed')).toContain('const { status: code } = e;');
  });
});

test('JavaScript has no types to mind', () => {
  const text = 'try { f(); } catch (e) { if (e instanceof A && e.code === 1) g(); }';
  expect(changed(text, 'preferred', 'x.js')).toContain('(e.status ?? e.code) === 1');
});

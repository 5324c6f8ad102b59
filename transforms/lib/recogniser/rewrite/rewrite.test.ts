import { expect, test } from 'vitest';
import { noFacts } from '../../facts.ts';
import { foldChanges } from '../../fold.ts';
import { makeSource, type Source } from '../../source.ts';
import { unwrap } from '../../tree.ts';
import { conditionsOf, formulaOf, leavesOf } from '../vector/condition.ts';
import { recognise } from '../recognise.ts';
import { besideOf, outerSpan } from './rewrite.ts';
import type { Readings, Step } from '../verdict/steps.ts';

const made = (text: string): Source => makeSource('x.ts', `const f = (e) => { ${text} };`);

const nothing = { meaning: 'free', hits: [], misses: [], denied: [], turned: false, current: [], strays: [], unknowns: [], complete: false, timeout: false, why: undefined } as const; // prettier-ignore
const readings: Readings = {
  of: () => nothing,
  onSubject: () => true,
  liveId: () => false,
  delegated: () => false,
  narrows: () => false,
  shapes: () => false,
};

/** The text with the check beside the first leaf that names `old`. */
function beside(text: string, negated = false): string {
  const source = made(text);
  const leaves = conditionsOf(source.file.program).flatMap((node) => leavesOf(formulaOf(node)));
  const part = leaves.find(({ node }) => source.text.slice(node.start ?? 0, node.end ?? 0).startsWith('old'));
  if (part === undefined) throw new Error('no leaf');
  const step: Step = { kind: 'check', part, negated, narrowed: false };
  const change = besideOf(source, [step], readings, { generation: 'v1', style: 'code', subject: 'e' });
  return foldChanges(source, [change])
    .text.replace(/^import.*\n+/, '')
    .replace(/^const f = \(e\) => \{ | \};$/g, '');
}

test.each([
  ['if (old(e)) x();', 'if (isSessionExpired(e) || old(e)) x();'],
  ['if (old(e) || a) x();', 'if (isSessionExpired(e) || old(e) || a) x();'],
  ['if (old(e) && a) x();', 'if ((isSessionExpired(e) || old(e)) && a) x();'],
  ['if ((old(e)) && a) x();', 'if ((isSessionExpired(e) || old(e)) && a) x();'],
  ['if (!old(e)) x();', 'if (!(isSessionExpired(e) || old(e))) x();'],
])('beside: %s', (text, expected) => {
  expect(beside(text)).toBe(expected);
});

test('beside a test that is turned round the check is turned round too', () => {
  expect(beside('if (old(e)) throw e;', true)).toBe('if (!isSessionExpired(e) && old(e)) throw e;');
  expect(beside('if (old(e) || a) throw e;', true)).toBe('if ((!isSessionExpired(e) && old(e)) || a) throw e;');
});

test('parentheses belong to what they are around, comments in them too', () => {
  const source = made('if ((/* why */ (old) /* ) */ ) && a) x();');
  const [node] = conditionsOf(source.file.program);
  const inner = node && unwrap(node);
  if (inner?.type !== 'LogicalExpression') throw new Error('no condition');
  const { start, end } = outerSpan(source, inner.left);
  expect(source.text.slice(start, end)).toBe('(/* why */ (old) /* ) */ )');
});

test('a guard that is widened gets parentheses where they are needed, and only there', () => {
  const head = "import { SdkError, SdkErrorCode } from '@modelcontextprotocol/client';\n";
  const guarded = (test: string): string => {
    const body = `const { status } = e.data as { status: number }; if (status === 404) again(); else say(status);`;
    const source = makeSource('x.ts', `${head}const f = (e: unknown) => { if (!(e instanceof SdkError)) throw e; if (${test}) { ${body} } };`); // prettier-ignore
    const findings = recognise(source, { facts: noFacts, checkStyle: 'code' });
    const changes = findings.flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
    return foldChanges(source, changes).text;
  };
  expect(guarded('e.code === SdkErrorCode.ClientHttpNotImplemented')).toContain(
    'if (e.code === SdkErrorCode.ClientHttpNotImplemented || e.code === SdkErrorCode.ClientHttpSessionExpired) {',
  );
  expect(guarded('ready && e.code === SdkErrorCode.ClientHttpNotImplemented')).toContain('if (ready && (e.code === ');
});

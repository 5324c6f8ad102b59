import { plainColors } from '@resession/assistant';
import { toReport, type ReportFinding } from '@resession/engine';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { finding, samplePlan } from '../plan.test.kit.ts';
import { bucketsText, closingText } from './summary-text.ts';

const planned = toReport(samplePlan, 'planned');
const nothing = toReport({ ...samplePlan, findings: [], files: [] }, 'planned');

const suppressed: ReportFinding = {
  ...finding('skip', 'src/later.ts'),
  messageId: 'suppressed',
  reason: 'Suppressed on line 2: later',
  suppressed: { kind: 'ask', messageId: 'guess', line: 2, why: 'later' },
};

const unused: ReportFinding = { ...finding('skip', 'src/gone.ts'), messageId: 'suppression-unused' };

describe('bucketsText', () => {
  it('names place, message and reason, in four buckets', () => {
    expect(bucketsText(planned, plainColors)).toBe(`To fix (1)
  src/fix.ts:3:7  A message about fix.
    A reason for fix.

To decide (1)
  Decide with npx resession -i; npx resession explain <file:line> shows the choices.
  src/ask.ts:3:7  A message about ask.
    A reason for ask.

To do by hand (1)
  src/todo.ts:3:7  A message about todo.
    A reason for todo.

Looked alike, left alone (1)
  src/skip.ts:3:7  A message about skip.
    A reason for skip.
`);
  });

  it('says of a fix what it changes in meaning', () => {
    const fix = {
      ...finding('fix'),
      changes: ['Now also recognised: x.', 'No longer taken for an expired session: y.'],
    };
    expect(bucketsText({ ...planned, findings: [fix] }, plainColors)).toBe(`To fix (1)
  src/fix.ts:3:7  A message about fix.
    A reason for fix.
    Now also recognised: x.
    No longer taken for an expired session: y.
`);
  });

  it('tells what is suppressed, and what need not be, from what looked alike', () => {
    const report = { ...planned, findings: [...planned.findings, suppressed, unused] };
    expect(bucketsText(report, plainColors)).toContain(`
Suppressed (1)
  src/later.ts:3:7  A message about skip.
    Suppressed on line 2: later

Suppressions that nothing needs (1)
  src/gone.ts:3:7  A message about skip.
    A reason for skip.

Looked alike, left alone (1)
  src/skip.ts:3:7 `);
  });

  it('says fixed once it is', () => {
    expect(bucketsText(toReport(samplePlan, 'written'), plainColors)).toContain('Fixed (1)\n');
  });

  it('lists all that is left to a person, and cuts the rest', () => {
    const many = (['fix', 'ask', 'todo', 'skip'] as const).flatMap((kind) =>
      Array.from({ length: 40 }, () => finding(kind)),
    );
    const text = bucketsText(toReport({ ...samplePlan, findings: many }, 'planned'), plainColors);
    const shown = (kind: string): number => text.split(`src/${kind}.ts`).length - 1;
    expect([shown('fix'), shown('ask'), shown('todo'), shown('skip')]).toEqual([12, 40, 40, 3]);
    expect(text).toContain('  and 28 more; --format json names all of them');
  });

  it('tells what looked alike once for each reason, the frequent ones first, whatever place a reason names', () => {
    const alike = (index: number, reason: string): ReportFinding => ({
      ...finding('skip', `src/${String(index)}.ts`),
      reason,
    });
    const findings = [
      alike(0, 'Another class.'),
      ...Array.from({ length: 5 }, (_, index) =>
        alike(index + 1, `It follows the check at src/c.ts:${String(index)}.`),
      ),
      ...Array.from({ length: 9 }, (_, index) => alike(index + 6, `Reason ${'abcdefghi'.charAt(index)}.`)),
    ];
    const text = bucketsText(toReport({ ...samplePlan, findings }, 'planned'), plainColors);
    expect(text).toBe(`Looked alike, left alone (15)
  5 places: A message about skip.
    It follows the check at ….
    src/1.ts:3:7, src/2.ts:3:7, src/3.ts:3:7 and 2 more
  src/0.ts:3:7  A message about skip.
    Another class.
${['a', 'b', 'c', 'd'].map((name, index) => `  src/${String(index + 6)}.ts:3:7  A message about skip.\n    Reason ${name}.\n`).join('')}  and 5 more; --format json names all of them
`);
  });

  it('obeys no escape code of the consumer', () => {
    const hostile = { ...finding('todo', 'src/\u001b[2J.ts'), message: 'a\nb', reason: '\u009b' };
    const text = bucketsText(
      toReport({ ...samplePlan, findings: [hostile] }, 'planned'),
      picocolors.createColors(true),
    );
    expect(text).toContain('src/\\u{1b}[2J.ts:3:7  a\\u{a}b');
    expect(text).toContain('\\u{9b}');
  });
});

describe('closingText', () => {
  it('tells the checks and the count', () => {
    expect(closingText(planned, null, plainColors)).toBe(`passed  parses, settled
skipped types: no tsconfig.json
1 to fix, 1 to decide, 1 to do by hand, 1 looked alike; 120 files searched, 4 candidates.
`);
  });

  it('counts what is suppressed by itself, and no suppression as a look-alike', () => {
    const findings = [...planned.findings, suppressed, unused];
    const totals = { ...planned.totals, skip: 3 };
    const text = closingText({ ...planned, findings, totals }, null, plainColors);
    expect(text).toContain('1 to do by hand, 1 suppressed, 1 looked alike; 120 files');
  });

  it('names the run that wrote', () => {
    const text = closingText(toReport(samplePlan, 'written', []), 'r1', plainColors);
    expect(text).toBe(
      'Wrote 2 files as run r1.\n1 fixed, 1 to decide, 1 to do by hand, 1 looked alike; 120 files searched, 4 candidates.\n',
    );
  });

  it('takes two lines where there is nothing to do', () => {
    expect(bucketsText(nothing, plainColors) + closingText(nothing, null, plainColors)).toBe(
      'Nothing to do.\n120 files searched, 4 candidates.\n',
    );
  });

  it('does not call a manifest that is still to write nothing', () => {
    const manifestOnly = toReport({ ...samplePlan, findings: [], verdicts: [] }, 'planned');
    expect(closingText(manifestOnly, null, plainColors)).toBe('2 files to write; 120 files searched, 4 candidates.\n');
  });

  it('calls a settled marker no work', () => {
    const rewrites = [{ path: 'a.ts', diff: 'd', onlyMarkers: true as const }];
    expect(closingText({ ...nothing, rewrites }, null, plainColors)).toContain(
      'Nothing to do but to take out settled markers; 120 files searched',
    );
  });

  it('says that a run failed', () => {
    const failed = toReport(samplePlan, 'failed', [{ check: 'resolves', outcome: 'failed', why: 'none found' }]);
    expect(closingText(failed, null, plainColors)).toContain('failed  resolves: none found\nThe run failed.\n');
  });
});

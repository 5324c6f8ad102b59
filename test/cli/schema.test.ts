// The schema itself: closed everywhere, and in step with what `toReport` makes.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../packages/cli/src/plan.test.kit.ts';
import { toReport } from '../../packages/engine/src/report.ts';
import { violations } from './schema.ts';

const report = toReport(samplePlan, 'planned');
const [first] = report.findings;

describe('report.schema.json', () => {
  it('takes every report there can be', () => {
    expect(violations(report)).toEqual([]);
    expect(violations(toReport(samplePlan, 'written'))).toEqual([]);
    expect(violations(toReport({ ...samplePlan, findings: [], files: [] }, 'failed'))).toEqual([]);
  });

  it('takes what a fix changes, and what a suppression covers', () => {
    const changes = ['Now also recognised: x.'];
    const suppressed = { kind: 'fix', messageId: 'm', line: 1, why: 'later' };
    expect(violations({ ...report, findings: [{ ...first, changes, suppressed }] })).toEqual([]);
    expect(violations({ ...report, findings: [{ ...first, changes: [] }] })).not.toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an unknown property', { ...report, extra: 1 }],
    ['an unknown property of a finding', { ...report, findings: [{ ...first, explanation: {} }] }],
    ['another schema', { ...report, schema: 2 }],
    ['a line from 0', { ...report, findings: [{ ...first, line: 0 }] }],
    ['an absolute path', { ...report, findings: [{ ...first, path: '/a.ts' }] }],
    ['a kind of its own', { ...report, findings: [{ ...first, kind: 'maybe' }] }],
    ['a missing reason', { ...report, findings: [{ ...first, reason: undefined }] }],
    ['a verdict of its own', { ...report, verdicts: [{ check: 'parses', outcome: 'maybe', why: '' }] }],
  ])('refuses %s', (_name, wrong) => {
    expect(violations(JSON.parse(JSON.stringify(wrong)))).not.toEqual([]);
  });

  it('is closed wherever it describes an object', () => {
    const open: string[] = [];
    const visit = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return;
      if (
        'type' in node &&
        node.type === 'object' &&
        !('additionalProperties' in node && node.additionalProperties === false)
      )
        open.push(at);
      for (const [key, child] of Object.entries(node)) visit(child, `${at}/${key}`);
    };
    visit(JSON.parse(readFileSync(new URL('../../docs/reference/report.schema.json', import.meta.url), 'utf8')), '');
    expect(open).toEqual([]);
  });
});

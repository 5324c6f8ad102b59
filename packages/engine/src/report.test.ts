import { describe, expect, it } from 'vitest';
import type { Plan, Verdict } from './plan.ts';
import { toReport } from './report.ts';

const site = {
  codemod: 'c',
  path: 'a.ts',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  messageId: 'm',
  message: 'm',
  reason: 'r',
};

const plan: Plan = {
  schema: 1,
  tool: { name: 'resession', version: '0.1.0' },
  root: '/project',
  settings: { checkStyle: 'code', only: null, transport: 'vendor' },
  project: { packageManager: null, packages: [], files: { scanned: 1, candidates: 1 } },
  findings: [{ ...site, id: '1', kind: 'fix', choices: [] }],
  files: [{ path: 'a.ts', kind: 'source', before: 'x', after: { encoding: 'utf8', data: '' }, diff: 'd' }],
  install: null,
  verdicts: [],
  nextSteps: [],
};

const todo: Plan = { ...plan, findings: [{ ...site, id: '2', kind: 'todo' }] };
const skip: Plan = { ...plan, files: [], findings: [{ ...site, id: '3', kind: 'skip' }] };
const verdict = (check: Verdict['check'], outcome: Verdict['outcome']): Verdict[] => [{ check, outcome, why: 'w' }];

describe('toReport', () => {
  it('counts a fix as work until it is written, a todo always, a skip never', () => {
    expect(toReport(plan, 'planned').status).toBe('work-left');
    expect(toReport(plan, 'written').status).toBe('clean');
    expect(toReport(todo, 'written').status).toBe('work-left');
    expect(toReport(skip, 'planned').status).toBe('clean');
    expect(toReport(plan, 'failed').status).toBe('failed');
  });

  it('counts a manifest that is still to write as work, where the code was moved before', () => {
    const manifestOnly: Plan = { ...plan, findings: [] };
    expect(toReport(manifestOnly, 'planned').status).toBe('work-left');
    expect(toReport(manifestOnly, 'written').status).toBe('clean');
  });

  it('counts a file in which only markers change as no work, and says so', () => {
    const markers: Plan = { ...plan, findings: [], files: plan.files.map((file) => ({ ...file, onlyMarkers: true })) };
    expect(toReport(markers, 'planned')).toMatchObject({
      status: 'clean',
      rewrites: [{ path: 'a.ts', diff: 'd', onlyMarkers: true }],
    });
    expect(toReport({ ...markers, findings: todo.findings }, 'planned').status).toBe('work-left');
  });

  it.each<[Verdict['check'], Verdict['outcome'], string]>([
    ['install', 'pending', 'clean'],
    ['resolves', 'skipped', 'clean'],
    ['types', 'skipped', 'clean'],
    ['install', 'failed', 'failed'],
    ['resolves', 'failed', 'failed'],
  ])('takes %s %s after a write for %s', (check, outcome, status) => {
    expect(toReport(plan, 'written', verdict(check, outcome)).status).toBe(status);
  });

  it('keeps explanations and choices out', () => {
    expect(Object.keys(toReport(plan, 'planned').findings[0] ?? {})).not.toContain('choices');
  });

  it('says of a fix, and of nothing else, what it changes in meaning', () => {
    const explanation = { needle: 'n', origin: 'o', formula: 'f', rows: [], changes: ['Now also recognised: x.'] };
    const changesOf = (kind: 'fix' | 'ask', changes = explanation.changes): unknown => {
      const findings = [{ ...site, id: '1', kind, explanation: { ...explanation, changes } }];
      return toReport({ ...plan, findings }, 'planned').findings.map((finding) => finding.changes);
    };
    expect(changesOf('fix')).toEqual([['Now also recognised: x.']]);
    expect(changesOf('fix', [])).toEqual([undefined]);
    expect(changesOf('ask')).toEqual([undefined]);
  });
});

// The one Report (schema 1) that every face of the tool reads. Its JSON Schema is docs/reference/report.schema.json.

import type { FindingKind } from '@resession/transforms/lib';
import type { Plan, PlannedFinding, ProjectSummary, Tool, Verdict } from './plan.ts';

/** A finding without what only `explain` and the review show. */
export type ReportFinding = Omit<PlannedFinding, 'explanation' | 'choices' | 'diff' | 'alike' | 'claims'> & {
  /** Of a fix: what it changes in meaning, one sentence each; absent where nothing does. */
  readonly changes?: readonly string[];
};

/**
 * Under what a finding is listed: what was suppressed or decided, and suppressions that nothing needs, are no look-alikes; a
 * fix that waits for a decision is not made.
 */
export type Bucket = FindingKind | 'held' | 'decided' | 'suppressed' | 'unused';

/** The bucket of a finding. */
export function bucketOf({
  kind,
  messageId,
  decided,
  held,
}: Pick<ReportFinding, 'kind' | 'messageId' | 'decided' | 'held'>): Bucket {
  if (kind !== 'skip') return held === true ? 'held' : kind;
  if (decided !== undefined) return 'decided';
  return messageId === 'suppressed' ? 'suppressed' : messageId === 'suppression-unused' ? 'unused' : kind;
}

/** `clean`: nothing left, exit 0. `work-left`: a fix not written, or an ask or todo, exit 1. `failed`: exit 2. */
export type ReportStatus = 'clean' | 'work-left' | 'failed';

export interface Report {
  readonly schema: 1;
  readonly tool: Tool;
  readonly root: string;
  readonly status: ReportStatus;
  readonly project: ProjectSummary;
  readonly findings: readonly ReportFinding[];
  /** Every source file that changed, or would. `onlyMarkers`: comments of the tool's own come or go, and no code does. */
  readonly rewrites: readonly { readonly path: string; readonly diff: string; readonly onlyMarkers?: true }[];
  readonly manifests: readonly { readonly path: string; readonly diff: string }[];
  readonly verdicts: readonly Verdict[];
  readonly totals: Readonly<Record<FindingKind, number>> & { readonly written: number };
}

/** What became of the plan: nothing was written, all of it was, or the writing failed. */
export type Outcome = 'planned' | 'written' | 'failed';

/** The report of a plan. `rewrites` and `manifests` name every file that changed (or would), and only those. */
export function toReport(plan: Plan, outcome: Outcome, verdicts: readonly Verdict[] = plan.verdicts): Report {
  const count = (kind: FindingKind): number => plan.findings.filter((finding) => finding.kind === kind).length;
  const totals = { fix: count('fix'), ask: count('ask'), todo: count('todo'), skip: count('skip') };
  // A manifest or the vendored transport alone can be missing too, where the code was moved before.
  // A marker counts as what it marks: by itself it is no work.
  const counting = plan.files.filter(({ onlyMarkers }) => onlyMarkers !== true);
  const held = plan.findings.filter((finding) => finding.held === true).length;
  const unwritten = outcome === 'written' ? held : totals.fix + counting.length;
  const left = totals.ask + totals.todo + unwritten;
  // Written code whose dependency did not arrive does not run: that is no success.
  const arrived = outcome !== 'written' || !verdicts.some(isMissing);
  const diffs = (kinds: readonly string[]): Report['rewrites'] =>
    plan.files
      .filter((file) => kinds.includes(file.kind))
      .map(({ path, diff, onlyMarkers }) => ({ path, diff, ...(onlyMarkers && { onlyMarkers }) }));
  return {
    schema: 1,
    tool: plan.tool,
    root: plan.root,
    status: outcome === 'failed' || !arrived ? 'failed' : left > 0 ? 'work-left' : 'clean',
    project: plan.project,
    findings: plan.findings.map(toReported),
    rewrites: diffs(['source']),
    manifests: diffs(['manifest', 'vendor']),
    verdicts,
    totals: { ...totals, written: outcome === 'written' ? plan.files.length : 0 },
  };
}

function toReported(planned: PlannedFinding): ReportFinding {
  const { explanation, choices: _choices, diff: _diff, alike: _alike, claims: _claims, ...finding } = planned;
  const changes = finding.kind === 'fix' ? (explanation?.changes ?? []) : [];
  return changes.length === 0 ? finding : { ...finding, changes };
}

function isMissing({ check, outcome }: Verdict): boolean {
  return outcome === 'failed' && (check === 'install' || check === 'resolves');
}

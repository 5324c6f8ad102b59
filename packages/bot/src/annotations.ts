// A run as annotations of a GitHub workflow.

import { type Bucket, bucketOf, type Report, type ReportFinding } from '@resession/engine';
import { plain } from './plain.ts';
import { moved, replacementsOf } from './replacements.ts';
import { lackingId, ownMessage } from './sarif/own-messages.ts';
import { workflowCommand } from './workflow-command.ts';

/** As the runner names them. */
type Level = 'error' | 'warning' | 'notice';

/** One remark, at a place or about the run. */
export interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly site?: Site;
}

type Site = Pick<ReportFinding, 'path' | 'line' | 'column' | 'endLine' | 'endColumn'>;

/** How a run is annotated. */
export interface Annotating {
  /** The step fails on what is left (`--check`): what is left is an error then, else a warning. */
  readonly failing: boolean;
  /** Where the root lies below the top of the repository, forward slashes; '' where it is that. */
  readonly under: string;
}

/** GitHub shows so many of each level for a step, and drops the others without a word. */
export const shownOfEach = 10;

/** Workflow commands, what fails the step first; the last one counts what did not fit. Empty where there is nothing to say. */
export function reportAnnotations(report: Report, { failing, under }: Annotating): string {
  const all = annotationsOf(report, failing);
  const order: readonly Level[] = ['error', 'warning', 'notice'];
  const shown = order.flatMap((level) => {
    const same = all.filter((annotation) => annotation.level === level);
    // A notice has to leave room for the last line.
    return same.slice(0, level === 'notice' ? shownOfEach - 1 : shownOfEach);
  });
  const left = all.length - shown.length;
  const lines = [...shown, ...(left === 0 ? [] : [rest(left)])].map((annotation) => command(annotation, under));
  return lines.map((line) => `${line}\n`).join('');
}

/** Everything there is to say about a run; paths are relative to its root. */
export function annotationsOf(report: Report, failing: boolean): readonly Annotation[] {
  return [...failures(report), ...sites(report, failing)];
}

function rest(count: number): Annotation {
  const what = count === 1 ? '1 more place' : `${String(count)} more places`;
  const message = `${what} not shown here, since GitHub shows ${String(shownOfEach)} of a kind; all of them: npx resession --dry-run`;
  return { level: 'notice', title: 'resession', message };
}

/** Why the run failed, if it did. */
function failures({ status, verdicts }: Report): readonly Annotation[] {
  if (status !== 'failed') return [];
  const failed = verdicts.filter(({ outcome }) => outcome === 'failed');
  return failed.map(({ check, why }) => ({ level: 'error', title: `resession: ${check} failed`, message: plain(why) }));
}

/** A person is needed where there is something to write or to decide; one command makes all the fixes. */
const ranks: readonly Bucket[] = ['todo', 'ask', 'held', 'fix', 'unused'];

const titles: Readonly<Partial<Record<Bucket, string>>> = {
  todo: 'to do by hand',
  ask: 'to decide',
  held: 'not decided yet',
  fix: 'to fix',
  unused: 'suppression that nothing needs',
};

function sites(report: Report, failing: boolean): readonly Annotation[] {
  const written = report.totals.written > 0;
  const annotations = ranks.flatMap((bucket) =>
    report.findings
      // What was written is done.
      .filter((finding) => bucketOf(finding) === bucket && !(written && bucket === 'fix'))
      .map((finding) => ({
        level: bucket === 'unused' ? ('notice' as const) : failing ? ('error' as const) : ('warning' as const),
        title: `${titles[bucket] ?? bucket}: ${finding.codemod}`,
        message: wordsOf(finding, bucket),
        site: written ? asWritten(finding, report) : finding,
      })),
  );
  return [...annotations, ...lacking(report, failing)];
}

/** Where a finding is in the file as it is now. */
function asWritten(finding: ReportFinding, { rewrites }: Report): Site {
  const { path, line, column, endLine, endColumn } = finding;
  const replacements = replacementsOf(rewrites.find((rewrite) => rewrite.path === path)?.diff ?? '');
  const start = moved(replacements, { line, column });
  const end = moved(replacements, { line: endLine, column: endColumn });
  return { path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function wordsOf({ message, reason, changes = [] }: ReportFinding, bucket: Bucket): string {
  const how = bucket === 'fix' ? ['npx resession --write makes the change.'] : [];
  return [message, reason, ...changes, ...how].map(plain).join('\n');
}

/** Code that was moved before, and a manifest or the packed transport that is missing: work without a finding. */
function lacking({ status, totals, manifests }: Report, failing: boolean): readonly Annotation[] {
  const [first] = manifests;
  if (status !== 'work-left' || totals.written > 0 || totals.fix > 0 || first === undefined) return [];
  const site = { path: first.path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message = `${ownMessage(lackingId)}\nnpx resession --write puts that right.`;
  return [{ level: failing ? 'error' : 'warning', title: 'to fix: dependencies', message, site }];
}

function command({ level, title, message, site }: Annotation, under: string): string {
  const place = site === undefined ? {} : properties(site, under);
  return workflowCommand(level, { ...place, title: plain(title) }, message);
}

function properties(
  { path, line, column, endLine, endColumn }: Site,
  under: string,
): Readonly<Record<string, string | number>> {
  const lines = { file: under === '' ? path : `${under}/${path}`, line, endLine };
  // Columns over several lines are refused.
  return line === endLine ? { ...lines, col: column, endColumn } : lines;
}

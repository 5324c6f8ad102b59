// The summary of a report on one screen: what is fixed, to decide, to do by hand, and what only looked alike.

import { visibleLine, type Colors } from '@resession/assistant';
import { type Bucket, bucketOf, type Report, type ReportFinding, type Verdict } from '@resession/engine';

/** What has to be done is listed whole; the rest is cut where a screen ends. */
const shownAtMost: Readonly<Record<Exclude<Bucket, 'skip'>, number>> = {
  fix: 12,
  ask: Infinity,
  todo: Infinity,
  held: Infinity,
  decided: 12,
  suppressed: 12,
  unused: 12,
};
const reasonsAtMost = 6;
const placesAtMost = 3;
const placeInText = /\S+:\d+/g;

const buckets: readonly Bucket[] = ['fix', 'held', 'ask', 'todo', 'decided', 'suppressed', 'unused', 'skip'];

/** One paragraph per kind of finding, with its place, what it is and why. */
export function bucketsText(report: Report, colors: Colors): string {
  const texts = buckets.map((kind) => bucketText(kind, report, colors)).filter((text) => text !== '');
  return texts.map((text) => `${text}\n`).join('\n');
}

/** The checks, what was written and the count; two lines where there was nothing to do. */
export function closingText(report: Report, run: string | null, colors: Colors): string {
  const wrote =
    run === null ? [] : [`${colors.bold(`Wrote ${counted(report.totals.written, 'file')}`)} as run ${run}.`];
  // Where no file changes there was nothing to check.
  const checked = filesOf(report) === 0 ? [] : checks(report.verdicts, colors);
  return `${[...checked, ...wrote, ...closing(report, colors)].join('\n')}\n`;
}

function titleOf(kind: Bucket, report: Report): string {
  if (kind === 'fix') return report.totals.written > 0 ? 'Fixed' : 'To fix';
  return {
    ask: 'To decide',
    todo: 'To do by hand',
    held: 'Not decided yet, not made',
    decided: 'Decided, left as they are',
    suppressed: 'Suppressed',
    unused: 'Suppressions that nothing needs',
    skip: 'Looked alike, left alone',
  }[kind];
}

function bucketText(kind: Bucket, report: Report, colors: Colors): string {
  const findings = report.findings.filter((finding) => bucketOf(finding) === kind);
  if (findings.length === 0) return '';
  const entries = kind === 'skip' ? byReason(findings, colors) : listed(findings, shownAtMost[kind], colors);
  const tint = kind === 'fix' ? colors.green : isOpen(kind) ? colors.yellow : colors.dim;
  return [
    colors.bold(tint(`${titleOf(kind, report)} (${String(findings.length)})`)),
    ...(kind === 'ask' ? [`  ${howToDecide}`] : []),
    ...entries,
  ].join('\n');
}

function isOpen(kind: Bucket): boolean {
  return kind === 'ask' || kind === 'todo' || kind === 'held';
}

const howToDecide = 'Decide with npx resession -i; npx resession explain <file:line> shows the choices.';

function listed(findings: readonly ReportFinding[], atMost: number, colors: Colors): readonly string[] {
  const shown = findings.slice(0, atMost);
  return [...shown.map((finding) => entry(finding, colors)), ...more(findings.length - shown.length, colors)];
}

/** What looked alike for the same reason is told once, with a few of its places. The frequent reasons come first. */
function byReason(findings: readonly ReportFinding[], colors: Colors): readonly string[] {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    // A reason that names a place is the same reason for another place.
    const key = JSON.stringify([finding.messageId, finding.reason.replace(placeInText, '')]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  const shown = sorted.slice(0, reasonsAtMost);
  const rest = findings.length - shown.flat().length;
  return [...shown.map((group) => together(group, colors)), ...more(rest, colors)];
}

function together(group: readonly ReportFinding[], colors: Colors): string {
  const [first] = group;
  if (first === undefined || group.length === 1) return group.map((finding) => entry(finding, colors)).join('');
  const places = group.slice(0, placesAtMost).map((finding) => visibleLine(placeOf(finding)));
  const rest = group.length - places.length;
  const named = `${places.join(', ')}${rest === 0 ? '' : ` and ${String(rest)} more`}`;
  const alike = group.every(({ reason }) => reason === first.reason);
  const reason = alike ? first.reason : first.reason.replace(placeInText, '…');
  const head = `  ${String(group.length)} places: ${visibleLine(first.message)}`;
  return [head, `    ${colors.dim(visibleLine(reason))}`, `    ${colors.dim(named)}`].join('\n');
}

function more(rest: number, colors: Colors): readonly string[] {
  return rest === 0 ? [] : [colors.dim(`  and ${String(rest)} more; --format json names all of them`)];
}

function placeOf({ path, line, column }: ReportFinding): string {
  return `${path}:${String(line)}:${String(column)}`;
}

function entry(finding: ReportFinding, colors: Colors): string {
  const more = [finding.reason, ...(finding.changes ?? [])];
  return [
    `  ${visibleLine(placeOf(finding))}  ${visibleLine(finding.message)}`,
    ...more.map((sentence) => `    ${colors.dim(visibleLine(sentence))}`),
  ].join('\n');
}

/** What passed takes one line together; the rest says why. */
function checks(verdicts: readonly Verdict[], colors: Colors): string[] {
  const passed = verdicts.filter(({ outcome }) => outcome === 'passed').map(({ check }) => check);
  const others = verdicts.filter(({ outcome }) => outcome !== 'passed');
  return [
    ...(passed.length === 0 ? [] : [`${colors.green('passed')}  ${passed.join(', ')}`]),
    ...others.map(({ check, outcome, why }) => {
      const tint = outcome === 'failed' ? colors.red : outcome === 'pending' ? colors.yellow : colors.dim;
      return `${tint(outcome.padEnd(7))} ${check}: ${visibleLine(why)}`;
    }),
  ];
}

function closing(report: Report, colors: Colors): string[] {
  const { totals, project } = report;
  const { scanned, candidates } = project.files;
  const searched = `${counted(scanned, 'file')} searched, ${counted(candidates, 'candidate')}.`;
  if (report.status === 'failed') {
    const written = totals.written > 0;
    return [
      colors.red(written ? 'Written, but what the new code needs is not in place.' : 'The run failed.'),
      searched,
    ];
  }
  if (totals.fix + totals.ask + totals.todo === 0) {
    const files = filesOf(report);
    if (files === 0) return [colors.bold('Nothing to do.'), searched];
    if (totals.written > 0) return [searched];
    const marked = report.rewrites.filter(({ onlyMarkers }) => onlyMarkers).length;
    const left = files - marked;
    const todo = left > 0 ? `${counted(left, 'file')} to write` : 'Nothing to do but to take out settled markers';
    return [`${colors.bold(todo)}; ${searched}`];
  }
  const of = (bucket: Bucket): number => report.findings.filter((finding) => bucketOf(finding) === bucket).length;
  const counts = [
    [of('fix'), totals.written > 0 ? 'fixed' : 'to fix'],
    [of('held'), 'not decided yet'],
    [totals.ask, 'to decide'],
    [totals.todo, 'to do by hand'],
    [of('decided'), 'left as decided'],
    [of('suppressed'), 'suppressed'],
    [of('skip'), 'looked alike'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${String(count)} ${what}`);
  return [`${colors.bold(told.join(', '))}; ${searched}`];
}

const filesOf = ({ rewrites, manifests }: Report): number => rewrites.length + manifests.length;

/** `1 file`, `2 files`. */
export function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

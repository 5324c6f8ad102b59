// The report as the body of a pull request, and as `--format markdown`.

import { type Bucket, bucketOf, type NextStep, type Report, type ReportFinding } from '@resession/engine';
import { code, fence, prose } from './markdown.ts';
import { checks, folded, section, siteHead, siteRow, task } from './report-parts.ts';
import { shellLine } from './shell-line.ts';

/** GitHub takes 65,536 characters for a body; the diffs get what the words leave. */
const diffBudget = 30_000;

/** Tables for what is certain or left alone, task lists for what a person has to do. Everything foreign is escaped. */
export function reportMarkdown(report: Report, nextSteps: readonly NextStep[] = []): string {
  const written = report.totals.written > 0;
  const of = (bucket: Bucket): readonly ReportFinding[] =>
    report.findings.filter((finding) => bucketOf(finding) === bucket);
  const aside = (title: string, bucket: Bucket): string =>
    folded(`${title} (${String(of(bucket).length)})`, table(of(bucket)));
  const parts = [
    `## ${headline(report)}`,
    search(report),
    section(written ? 'Fixed' : 'To fix', table(of('fix'))),
    section('Not decided yet', table(of('held'))),
    section('To decide', decisions(of('ask'))),
    section('To do by hand', tasks(of('todo'))),
    aside('Decided, and left as they are', 'decided'),
    aside('Suppressed', 'suppressed'),
    aside('Suppressions that nothing needs', 'unused'),
    aside('Looked alike and stays as it is', 'skip'),
    section('Checks', checks(report.verdicts)),
    section('Files', files(report)),
    folded('Diff', diffs(report)),
    section('Next', steps(nextSteps)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headline({ status, totals, findings }: Report): string {
  if (status === 'failed') return 'MCP session expiry: the run failed';
  const held = findings.filter((finding) => finding.held === true).length;
  const counts: [number, string][] = [
    [totals.fix - held, totals.written > 0 ? 'fixed' : 'to fix'],
    [held, 'not decided yet'],
    [totals.ask, 'to decide'],
    [totals.todo, 'to do by hand'],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${String(count)} ${what}`);
  return `MCP session expiry: ${told.length === 0 ? 'nothing to do' : told.join(', ')}`;
}

function search({ project, tool }: Report): string {
  const { scanned, candidates } = project.files;
  return `${counted(scanned, 'file')} searched, ${counted(candidates, 'candidate')}; ${tool.name} ${prose(tool.version)}.`;
}

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

function table(findings: readonly ReportFinding[]): string {
  if (findings.length === 0) return '';
  return [...siteHead, ...findings.map((finding) => siteRow(finding))].join('\n');
}

/** Until the review is there, an answer is an edit. */
function decisions(findings: readonly ReportFinding[]): string {
  if (findings.length === 0) return '';
  const how = `Decide with ${code('npx resession -i')}; ${code('npx resession explain <file:line>')} shows the choices.`;
  return `${how}\n\n${tasks(findings)}`;
}

const tasks = (findings: readonly ReportFinding[]): string => findings.map(task).join('\n');

function files({ rewrites, manifests }: Report): string {
  return [...rewrites, ...manifests].map(({ path }) => `- ${code(path)}`).join('\n');
}

/** Whole diffs as long as they fit; what does not fit is named, never cut in the middle. */
function diffs({ rewrites, manifests }: Report): string {
  const all = [...rewrites, ...manifests].map(({ diff }) => diff).filter((diff) => diff !== '');
  const shown: string[] = [];
  let room = diffBudget;
  for (const diff of all) {
    if (diff.length > room) break;
    room -= diff.length;
    shown.push(diff.replace(/\n?$/, '\n'));
  }
  if (all.length === 0) return '';
  const rest = all.length - shown.length;
  const note =
    rest === 0 ? '' : `${String(rest)} more are too long for this page; ${code('--patch <file>')} writes all of them.`;
  return [shown.length === 0 ? '' : fence('diff', shown.join('')), note].filter((part) => part !== '').join('\n\n');
}

function steps(nextSteps: readonly NextStep[]): string {
  return nextSteps
    .map(
      (step) =>
        `- ${prose(step.text)}${step.command === undefined ? '' : ` ${code(shellLine(step.command, step.in))}`}`,
    )
    .join('\n');
}

// The pieces of a report in markdown, for a page of it and for the body of a pull request. Everything foreign is escaped.

import type { ReportFinding, Verdict } from '@resession/engine';
import { code, prose } from './markdown.ts';

/** Under a heading; nothing where there is nothing to say. */
export const section = (title: string, body: string): string => (body === '' ? '' : `### ${title}\n\n${body}`);

/** To be opened by whoever wants to read it. */
export const folded = (title: string, body: string): string =>
  body === '' ? '' : `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;

/** The head of a table of sites. */
export const siteHead = ['| Where | What | Why |', '| --- | --- | --- |'] as const;

/** A row of it: the reason, and what changes in meaning, each on a line of its own. With its id, for who wants to decide on it. */
export function siteRow(finding: ReportFinding, id?: 'id'): string {
  const { message, reason, changes = [] } = finding;
  const where = id === undefined ? place(finding) : `${place(finding)}<br>${code(finding.id)}`;
  return `| ${where} | ${prose(message)} | ${[reason, ...changes].map(prose).join('<br>')} |`;
}

/** What a person has to do, to be ticked off. */
export function task(finding: ReportFinding): string {
  return `- [ ] ${place(finding)} ${prose(finding.message)}\n      ${prose(finding.reason)}`;
}

const place = ({ path, line, column }: ReportFinding): string => code(`${path}:${String(line)}:${String(column)}`);

/** What was checked, as a table. */
export function checks(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return '';
  const rows = verdicts.map(({ check, outcome, why }) => `| ${check} | ${outcome} | ${prose(why)} |`);
  return ['| Check | Outcome | Why |', '| --- | --- | --- |', ...rows].join('\n');
}

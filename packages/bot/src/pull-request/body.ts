// What a pull request of ours says: what and why, the sites, what changes in meaning, what is left to people, how to stop it.

import {
  answersTo,
  bucketOf,
  decisionsPlace,
  type Plan,
  type Report,
  type ReportFinding,
  toReport,
} from '@resession/engine';
import { code, prose } from '../markdown.ts';
import { checks, section, siteHead, siteRow, task } from '../report-parts.ts';
import { shellLine } from '../shell-line.ts';
import { type Stamp, stampText } from './stamp.ts';

/** The same for every plan; a pull request is known by its stamp. */
export const title = 'MCP: know that the session expired, instead of guessing it';

/** GitHub takes 65,536 characters; the parts together stay below that. */
export const longestBody = 60_000;

/** Characters for each of the parts that have no end. */
const room = { sites: 24_000, meaning: 6_000, tasks: 15_000, decided: 3_000, checks: 4_000 };

/** Whether something is left to a person: then it is a draft. */
export function isLeft({ findings }: Plan): boolean {
  return findings.some(({ kind }) => kind === 'ask' || kind === 'todo');
}

/** The body, with its stamp at the end. `before` is the body so far: what people have ticked off in it stays so. */
export function bodyOf(plan: Plan, stamp: Stamp, before = ''): string {
  const report = toReport(plan, 'planned');
  const of = (bucket: string): readonly ReportFinding[] => report.findings.filter((each) => bucketOf(each) === bucket);
  const fixes = of('fix');
  const parts = [
    why(report, fixes.length, isOnlyDecisions(plan)),
    section(
      'Sites',
      fixes.length === 0 ? '' : [...siteHead, ...bounded(fixes.map(siteAlone), room.sites, row)].join('\n'),
    ),
    section('What changes in meaning', bounded(meanings(fixes), room.meaning, item).join('\n')),
    section('Left to you', tasks(plan, [...of('ask'), ...of('todo')])),
    section('Decided, and left as they are', keepsDecisions(plan) ? decided(of('decided')) : ''),
    section('Checks', clipped(checks(report.verdicts), room.checks)),
    section('Run it again', again),
    section('Stop it', stop),
    stampText(stamp),
  ];
  return ticked(`${parts.filter((part) => part !== '').join('\n\n')}\n`, before);
}

/** Merging it keeps what people have decided in comments. */
function keepsDecisions({ files }: Plan): boolean {
  return files.some(({ path }) => path === decisionsPlace);
}

function isOnlyDecisions(plan: Plan): boolean {
  return (
    keepsDecisions(plan) && plan.files.every(({ path, onlyMarkers }) => path === decisionsPlace || onlyMarkers === true)
  );
}

function decided(left: readonly ReportFinding[]): string {
  if (left.length === 0) return '';
  return [...siteHead, ...bounded(left.map(siteAlone), room.decided, row)].join('\n');
}

function why({ tool }: Report, sites: number, onlyDecisions: boolean): string {
  const what = sites === 1 ? 'One place is changed' : `${String(sites)} places are changed`;
  const guessing =
    'A server that no longer knows a session answers 404, and so do servers that never had one: by its code or its words alone, ' +
    'an expired session is a guess.';
  if (onlyDecisions)
    return `${guessing} Every place that was found here stays as it is, as people have decided: merging this keeps their decisions. Made by ${tool.name} ${prose(tool.version)}.`;
  if (sites === 0)
    return `${guessing} The code here asks the transport already; this adds what it needs to be installed. Made by ${tool.name} ${prose(tool.version)}.`;
  return (
    `${guessing} With this change the code asks for ${code('ClientHttpSessionExpired')}, which the transport throws only for a ` +
    `request that carried a session. ${what}; each condition was judged on what it says of every kind of error, before and ` +
    `after. Made by ${tool.name} ${prose(tool.version)}.`
  );
}

const again = `In a checkout of this repository: ${code('npx resession --dry-run')} shows what is found, ${code('npx resession pr')} brings this pull request up to date. Commits of yours on this branch stay; it is only ever added to.`;

const stop = `Close it, and this plan is not proposed again, unless somebody with write access comments ${code('/resession retry')} here. ${code('/resession close')} as a comment does that too. One site alone stays as it is with ${code('/resession decide ID leave')}; the ids stand below the places.`;

/** What a change does to the meaning has a section of its own. */
const siteAlone = ({ changes: _changes, ...finding }: ReportFinding): string => siteRow(finding, 'id');

/** Each change once, with the places that it is true of. */
function meanings(fixes: readonly ReportFinding[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { changes = [], path, line } of fixes)
    for (const change of changes) places.set(change, [...(places.get(change) ?? []), code(`${path}:${String(line)}`)]);
  const mostNamed = 5;
  return [...places].map(([change, at]) => {
    const more = at.length > mostNamed ? ` and ${String(at.length - mostNamed)} more` : '';
    return `- ${prose(change)} (${at.slice(0, mostNamed).join(', ')}${more})`;
  });
}

function tasks({ install, furtherInstalls = [], findings }: Plan, left: readonly ReportFinding[]): string {
  const installs = [...(install === null ? [] : [install]), ...furtherInstalls].map(
    ({ argv, cwd }) => `- [ ] Install, and commit the lockfile if there is one: ${code(shellLine(argv, cwd))}`,
  );
  const how = left.some(({ kind }) => kind === 'ask')
    ? [
        `What is to be decided: ${code('npx resession explain <file:line>')} shows the choices. Who may write here decides in a comment, ${code('/resession decide ID CHOICE')} on a line of its own, or with ${code('npx resession decide <id> <choice>')}.\n`,
      ]
    : [];
  return [
    ...how,
    ...bounded([...installs, ...left.map((each) => `${task(each)}${answersIn(findings, each)}`)], room.tasks, item),
  ].join('\n');
}

/** What a task takes as an answer, below it. */
function answersIn(findings: Plan['findings'], { id, codemod }: ReportFinding): string {
  const finding = findings.find((each) => each.id === id);
  // What the tool says of a file is settled by mending the file.
  if (finding === undefined || codemod === 'resession') return '';
  return `\n      ${code(id)} takes ${answersTo(finding).map(code).join(', ')}`;
}

const row = (left: number): string =>
  `| and ${String(left)} more | | ${code('npx resession --dry-run')} names all of them |`;
const item = (left: number): string =>
  `- and ${String(left)} more; ${code('npx resession --dry-run')} names all of them`;

/** Whole lines as long as they fit, and how many did not. */
function bounded(lines: readonly string[], most: number, rest: (left: number) => string): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => (used += line.length + 1) > most);
  return end === -1 ? lines : [...lines.slice(0, end), rest(lines.length - end)];
}

function clipped(text: string, most: number): string {
  return bounded(text === '' ? [] : text.split('\n'), most, row).join('\n');
}

function ticked(body: string, before: string): string {
  const done = new Set(
    before.split(/\r?\n/).flatMap((line) => (/^- \[x\] /i.test(line) ? [line.slice('- [x] '.length)] : [])),
  );
  if (done.size === 0) return body;
  return body.replaceAll(/^- \[ \] (.*)$/gm, (line, what: string) => (done.has(what) ? `- [x] ${what}` : line));
}

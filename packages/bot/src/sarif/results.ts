// What was found, as results: what is left to do, and what is suppressed or was left by decision. Look-alikes are none, see decision 17.

import {
  type Bucket,
  bucketOf,
  type Plan,
  type PlannedFinding,
  type Report,
  type ReportFinding,
} from '@resession/engine';
import { type Fix, wholeChange } from './change.ts';
import { plain } from '../plain.ts';
import type { Location, Result } from './log.ts';
import type { Places } from './places.ts';
import { lackingId, ownMessage } from './own-messages.ts';
import { ruleId, ruleOf, type Rules } from './rules.ts';

/** A finding with all that the plan knows of it. */
type Known = PlannedFinding & Pick<ReportFinding, 'changes'>;

export interface Room {
  readonly places: Places;
  readonly rules: Rules;
  /** The plan has been written. */
  readonly written: boolean;
}

/** The name of our fingerprint. GitHub's own, `primaryLocationLineHash`, is left to GitHub, which warns of any other value. */
export const fingerprint = 'resessionFinding/v1';

/** Results in the order of the report. */
export function resultsOf(plan: Plan, report: Report, { places, rules, written }: Room): readonly Result[] {
  const changes = new Map(report.findings.map((finding) => [finding.id, finding.changes]));
  const told = plan.findings.filter((finding) => isTold(bucketOf(finding), written));
  const fixes = told.filter((finding) => bucketOf(finding) === 'fix');
  const change = written ? undefined : wholeChange(plan, fixes.length, places);
  const [first] = fixes;
  const all = told.map((finding): Result => {
    const more = changes.get(finding.id);
    const known: Known = more === undefined ? finding : { ...finding, changes: more };
    const rule = ruleOf(finding);
    return {
      ruleId: ruleId(rule),
      ruleIndex: rules.indexOf(rule),
      level: rule.level,
      message: { text: wordsOf(known) },
      locations: [places.site(finding)],
      partialFingerprints: { [fingerprint]: finding.id },
      ...flowOf(known, places),
      ...suppressionOf(known, places),
      ...(finding === first && change !== undefined && { fixes: [change] }),
      ...(bucketOf(finding) === 'fix' && first !== undefined && finding !== first && besides(places.site(first))),
      properties: propertiesOf(known),
    };
  });
  return first === undefined && !written ? [...all, ...lacking(plan, change, { places, rules })] : all;
}

/** Code that was moved before, and a manifest or the packed transport that is missing: work without a finding. */
function lacking(plan: Plan, change: Fix | undefined, { places, rules }: Pick<Room, 'places' | 'rules'>): Result[] {
  const files = plan.files.filter(({ onlyMarkers }) => onlyMarkers !== true);
  const file = files.find(({ kind }) => kind === 'manifest') ?? files[0];
  if (file === undefined) return [];
  const rule = { codemod: plan.tool.name, messageId: lackingId, level: 'warning' } as const;
  return [
    {
      ruleId: ruleId(rule),
      ruleIndex: rules.indexOf(rule),
      level: rule.level,
      message: { text: `${ownMessage(lackingId)} npx resession --write puts that right.` },
      locations: [places.line(file.path, 1)],
      ...(change !== undefined && { fixes: [change] }),
      properties: { kind: 'fix', codemod: rule.codemod },
    },
  ];
}

/** A look-alike is no result: viewers list every result as something to look at. A written fix is done. */
function isTold(bucket: Bucket, written: boolean): boolean {
  return bucket !== 'skip' && !(bucket === 'fix' && written);
}

function besides(first: Location): Pick<Result, 'relatedLocations'> {
  return { relatedLocations: [{ ...first, message: { text: 'The fix of this run is given here, as a whole.' } }] };
}

function wordsOf({ message, reason, changes = [], choices = [] }: Known): string {
  const asked = choices.length === 0 ? [] : [`Choose: ${choices.map(({ label }) => label).join('; ')}.`];
  return plain([message, reason, ...changes, ...asked].join(' '));
}

/** The way of the error to where it is tested, the site itself last. */
function flowOf(finding: Known, places: Places): Pick<Result, 'codeFlows'> {
  const way = finding.explanation?.way ?? [];
  if (way.length === 0) return {};
  const last = way.at(-1);
  // A last step on the line of the site is the site.
  const there = last?.path === finding.path && last.line === finding.line;
  const steps = (there ? way.slice(0, -1) : way).map(({ path, line, what }) =>
    places.line(path, line, { text: plain(what) }),
  );
  const end = { ...places.site(finding), message: { text: plain(there ? last.what : finding.message) } };
  return { codeFlows: [{ threadFlows: [{ locations: [...steps, end].map((location) => ({ location })) }] }] };
}

function suppressionOf({ path, kind, suppressed, decided }: Known, places: Places): Pick<Result, 'suppressions'> {
  if (kind === 'skip' && decided !== undefined) {
    const justification = plain(decided.why ?? 'Decided.');
    return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
  }
  if (suppressed === undefined) return {};
  const { line, why } = suppressed;
  const location = places.line(path, line);
  return { suppressions: [{ kind: 'inSource', status: 'accepted', justification: plain(why), location }] };
}

function propertiesOf({ kind, codemod, suppressed, decided, choices }: Known): Result['properties'] {
  return { kind: suppressed?.kind ?? decided?.kind ?? kind, codemod, ...(choices && { choices }) };
}

// One condition to one finding: reads it, decides on it, writes the change and has it proven.

import type { Node } from '@babel/types';
import type { Change, Finding } from '../../codemod.ts';
import { once } from '../../once.ts';
import { scopesOf } from '../../scopes.ts';
import type { Reading } from '../vector/classify.ts';
import { spendOn } from '../vector/effort.ts';
import { formulaOf, frameOf, leavesOf, type Formula } from '../vector/condition.ts';
import { decide } from './decide.ts';
import { evidenceFor } from './evidence.ts';
import type { Inspection } from '../inspection.ts';
import { liveSession } from '../origin/live-session.ts';
import { insteadOf, unseen } from './no-hit.ts';
import { observe } from '../vector/observe.ts';
import { placeOf, through } from '../origin/origin.ts';
import { originOf } from '../origin/provenance.ts';
import { toFinding, type Report } from './report.ts';
import type { Dialect } from '../rewrite/rewrite.ts';
import { isClassTest, type Readings, type Step } from './steps.ts';
import { narrowsTo, shapesSubject } from './narrowing.ts';
import { unwrap, spanOf } from '../../tree.ts';
import { readsSubject, siteOf, type Site } from '../vector/site.ts';
import { saysNeedle } from '../vector/suspicion.ts';
import type { Place } from '../names/world.ts';
import { standingBefore } from './standing-check.ts';
import { subjectTextOf } from '../rewrite/subject-text.ts';
import { textOnly } from './text-subject.ts';
import { otherPackage } from './undecided.ts';
import { skip, type Evidence, type Verdict } from './verdict.ts';

/** What is known of a condition before it is judged. */
export interface Suspect {
  readonly node: Node;
  readonly needle: string;
  /** True for a leaf that calls a function of this file with a finding of its own. */
  delegated(leaf: Formula): boolean;
  /** The findings on conditions inside the functions that a leaf leads to. */
  inner(leaf: Formula): readonly Judged[];
}

/** A finding and what it rests on. */
export interface Judged {
  readonly finding: Finding;
  readonly site: Site;
  /** What was planned; empty where nothing is about expiry alone. */
  readonly steps: readonly Step[];
  readonly evidence?: Evidence;
  readonly dialect?: Dialect;
  /** The change of a fix without the name that it gives to the error. */
  readonly bare?: Change;
}

export type Reporter = (verdict: Verdict, rest?: Partial<Report>) => Judged;

/** Judges one condition; undefined where it has nothing to do with expiry. */
export function judge(inspection: Inspection, suspect: Suspect): Judged | undefined {
  const first = judgeSubject(inspection, suspect, []);
  return first === undefined ? undefined : withSecond(inspection, suspect, first);
}

/** A condition on two errors is rewritten for both in one go: `isGone(left) || isGone(right)` spelled out. */
function withSecond(inspection: Inspection, suspect: Suspect, first: Judged): Judged {
  const { source } = inspection;
  const { formula, place } = first.site;
  if (first.finding.kind !== 'fix') return first;
  const rest = leavesOf(formula).filter(({ node }) => saysNeedle(source, node));
  if (rest.every((leaf) => readsSubject(source, leaf, place))) return first;
  const second = judgeSubject(inspection, suspect, [place]);
  if (second?.finding.kind !== 'fix') return first;
  const [one, other] = [first.finding.change, second.finding.change];
  const apart = one.edits.every((left) =>
    other.edits.every(({ start, end }) => end <= left.start || left.end <= start),
  );
  if (!apart) return first;
  const change = { edits: [...one.edits, ...other.edits], imports: [...one.imports, ...other.imports] };
  return { ...first, steps: [...first.steps, ...second.steps], finding: { ...first.finding, change } };
}

function judgeSubject(inspection: Inspection, suspect: Suspect, settled: readonly Place[]): Judged | undefined {
  const { source } = inspection;
  const formula = formulaOf(suspect.node);
  const site = siteOf(source, formula, inspection, settled);
  if (site === undefined) return textOnly(inspection, suspect, formula);
  // Followed only where the condition is worth it: the way may lead through many files.
  const origin = once(() => originOf(source, site.place, formula.node, inspection.dependencies));
  const base = { inspection, span: spanOf(suspect.node), needle: suspect.needle, site };
  const report: Reporter = (verdict, rest = {}) => ({
    finding: toFinding({ ...base, origin: origin(), verdict, ...rest }),
    site,
    steps: [],
  });

  const readings = readingsFor(inspection, site, suspect);
  const leaves = leavesOf(formula);
  const own = leaves.filter((leaf) => !readings.delegated(leaf));
  const told = own.some((leaf) => tells(readings.of(leaf)));
  if (!told && own.length < leaves.length) return undefined;
  if (!told && !tells(readings.of(formula))) {
    return (
      textOnly(inspection, suspect, formula) ??
      elsewhere(inspection, site, report) ??
      unseen(inspection, site, origin, report)
    );
  }
  if (inspection.sseOnly) return report(skip('sse-only', 'The file builds the old SSE transport only.'));
  const standing = standingBefore(inspection, site);
  if (standing !== undefined) return report(recognisedBefore(inspection, standing));
  const foreign = elsewhere(inspection, site, report);
  if (foreign !== undefined) return foreign;
  if (contradicts(formula, readings)) return contradicted(site, readings, report);
  spendOn(inspection, formula.node);
  const evidence = evidenceFor(inspection, site, origin(), readings);
  if (evidence.data && !evidence.origin.request) return undefined;
  const { wrappers } = evidence;
  const wrapped: Reporter = (verdict, rest) => report(verdict, { origin: through(origin(), wrappers), ...rest });
  return decide(inspection, site, readings, evidence, wrappers.length === 0 ? report : wrapped);
}

/** Asked for again, the code would never be there; what the guess still takes is something else. */
function recognisedBefore({ source }: Inspection, standing: Node): Verdict {
  const at = placeOf(source, standing);
  return skip('recognised-before', `The check on ${at} takes every expired session: none comes this far.`);
}

function elsewhere(inspection: Inspection, site: Site, report: Reporter): Judged | undefined {
  const verdict = saysNeedle(inspection.source, site.formula.node) ? otherPackage(inspection, site) : undefined;
  return verdict && report(verdict);
}

/** A class that no transport throws has nothing to do with us; any other contradiction is named. */
function contradicted(site: Site, readings: Readings, report: Reporter): Judged | undefined {
  const instead = insteadOf(site);
  if (instead !== undefined) return report(instead);
  const strange = leavesOf(site.formula).some((leaf) => isClassTest(leaf) && readings.of(leaf).meaning === 'never');
  return strange ? undefined : report(skip('contradiction', 'A part beside it is never true on an expired session.'));
}

/** True for a part whose answer sets expired sessions apart, be it alone or with others. */
function tells({ meaning }: Reading): boolean {
  return meaning === 'expired' || meaning === 'living' || meaning === 'mixed';
}

const nothing: Reading = {
  meaning: 'free',
  hits: [],
  misses: [],
  denied: [],
  turned: false,
  current: [],
  strays: [],
  unknowns: [],
  complete: false,
  timeout: false,
  why: undefined,
};

function readingsFor(inspection: Inspection, site: Site, suspect: Suspect): Readings {
  const { source } = inspection;
  const reads = new Map<Node, boolean>();
  const delegations = new Map<Node, boolean>();
  const handler = frameOf(site.place.root, scopesOf(source)) ?? source.file.program;
  return {
    of: (part) => site.readings.get(part.node) ?? nothing,
    onSubject(part) {
      let known = reads.get(part.node);
      if (known === undefined) {
        known = leavesOf(part).every((leaf) => readsSubject(source, leaf, site.place));
        reads.set(part.node, known);
      }
      return known;
    },
    liveId: (part) => liveSession(source, part.node, handler) === 'proven',
    delegated(part) {
      let known = delegations.get(part.node);
      if (known === undefined) {
        const reading = site.readings.get(part.node) ?? nothing;
        known = suspect.delegated(part) || (tells(reading) && answeredInside(inspection, site, part, suspect));
        delegations.set(part.node, known);
      }
      return known;
    },
    shapes: (part) => shapesSubject(source, part, site),
    narrows: (part) =>
      part.kind === 'leaf' &&
      (narrowsTo(source, part.node, subjectTextOf(source, site.formula, site.place)) || isTransportClass(site, part)),
  };
}

/** A class test of the subject that every error of the transport passes and an error of one's own does not. */
function isTransportClass({ readings, seen }: Site, part: Formula & { readonly kind: 'leaf' }): boolean {
  const test = unwrap(part.node);
  if (test.type !== 'BinaryExpression' || test.operator !== 'instanceof') return false;
  const own = seen.find(({ row }) => row.id === 'own');
  return readings.get(part.node)?.meaning === 'guard' && own?.stock.truths.get(part.node) === 'false';
}

/** True where a leaf says of an expired session what the conditions inside the functions it calls say, and nothing more. */
function answeredInside({ source }: Inspection, site: Site, leaf: Formula, { inner }: Suspect): boolean {
  const found = inner(leaf).filter(({ finding }) => finding.kind !== 'skip');
  if (found.length === 0) return false;
  const answers = new Map<Node, boolean>();
  for (const judged of found) {
    const checks = judged.steps.flatMap((step) => (step.kind === 'check' ? [step] : []));
    for (const { part, negated } of checks) answers.set(part.node, negated);
    if (checks.length === 0) answers.set(judged.site.formula.node, false);
  }
  const experiment = { source, condition: leaf, place: site.place, answers };
  const told = site.seen.filter(({ row }) => row.kind === 'expired' || row.kind === 'wording');
  const { meaning, turned } = site.readings.get(leaf.node) ?? nothing;
  const yes = meaning === 'living' || turned ? 'false' : 'true';
  const hits = told.filter(({ stock }) => stock.reached && stock.truths.get(leaf.node) === yes);
  return hits.length > 0 && hits.every(({ row }) => observe(experiment, row.stock()).truths.get(leaf.node) !== yes);
}

/** A conjunct that is never true on an expired session leaves nothing to ask for. */
function contradicts(formula: Formula, readings: Readings): boolean {
  if (formula.kind !== 'and') return false;
  const parts = formula.parts.filter((part) => readings.onSubject(part));
  const expiry = parts.some((part) => readings.of(part).meaning === 'expired');
  return expiry && parts.some((part) => ['timeout', 'never', 'keep'].includes(readings.of(part).meaning));
}

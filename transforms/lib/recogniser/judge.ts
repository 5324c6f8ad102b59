// One condition to one finding: reads it, decides on it, writes the change and has it proven.

import type { Node } from '@babel/types';
import type { Change, Finding } from '../codemod.ts';
import { scopesOf } from '../scopes.ts';
import { isExpired, type Row } from './catalogue.ts';
import type { Reading } from './classify.ts';
import { formulaOf, frameOf, isCase, leavesOf, partsOf, type Formula } from './condition.ts';
import { dialectFor } from './dialect.ts';
import { evidenceFor } from './evidence.ts';
import type { Inspection } from './inspection.ts';
import { liveSession } from './live-session.ts';
import { insteadOf, unseen } from './no-hit.ts';
import { openGuards } from './outer-guard.ts';
import { prove, type Claim, type Proof } from './proof.ts';
import { originOf } from './provenance.ts';
import { toFinding, type Report } from './report.ts';
import { besideOf, changeOf, type Dialect } from './rewrite.ts';
import { isClassTest, planOf, type Readings, type Step } from './steps.ts';
import { fixed } from './reasons.ts';
import { shared } from './shared-test.ts';
import { isNarrowed, narrowsTo } from './narrowing.ts';
import { readsSubject, saysNeedle, siteOf, type Site } from './site.ts';
import { subjectTextOf } from './subject-text.ts';
import { textOnly } from './text-subject.ts';
import { doubtfulPart, otherPackage } from './undecided.ts';
import { ask, hindrance, skip, type Evidence, type Verdict } from './verdict.ts';

/** What is known of a condition before it is judged. */
export interface Suspect {
  readonly node: Node;
  readonly needle: string;
  /** True for a leaf that calls a function of this file with a finding of its own. */
  delegated(leaf: Formula): boolean;
}

/** A finding and what it rests on. */
export interface Judged {
  readonly finding: Finding;
  readonly site: Site;
  /** What was planned; empty where nothing is about expiry alone. */
  readonly steps: readonly Step[];
  readonly evidence?: Evidence;
  readonly dialect?: Dialect;
}

export type Reporter = (verdict: Verdict, rest?: Partial<Report>) => Judged;

/** Judges one condition; undefined where it has nothing to do with expiry. */
export function judge(inspection: Inspection, suspect: Suspect): Judged | undefined {
  const { source, resolver } = inspection;
  const formula = formulaOf(suspect.node);
  const site = siteOf(source, formula, inspection, resolver);
  if (site === undefined) return textOnly(inspection, suspect, formula);
  const origin = originOf(source, site.place, formula.node);
  const base = { inspection, span: spanOf(suspect.node), needle: suspect.needle, site, origin };
  const report: Reporter = (verdict, rest = {}) => ({
    finding: toFinding({ ...base, verdict, ...rest }),
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
  const foreign = elsewhere(inspection, site, report);
  if (foreign !== undefined) return foreign;
  if (contradicts(formula, readings)) return contradicted(site, readings, report);
  return decide(inspection, site, readings, evidenceFor(inspection, site, origin, readings), report);
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

function decide(
  inspection: Inspection,
  site: Site,
  readings: Readings,
  evidence: Evidence,
  report: Reporter,
): Judged | undefined {
  const { formula } = site;
  const steps = planOf(formula, readings, isNarrowed(inspection.source, formula.node, evidence.subjectText));
  if (steps.length === 0) return shared(inspection, site, readings, evidence, report);
  const verdict = hindrance(evidence);
  if (evidence.subjectText === undefined) {
    return { ...report(verdict ?? ask('subject-unnamed', 'The error has no name here.')), steps, evidence };
  }
  const dialect = dialectFor(inspection, site, evidence.subjectText, evidence.wrapped);
  const rest = { steps, evidence, dialect };
  const change = changeOf(inspection.source, steps, dialect);
  if (verdict?.messageId === 'origin-unknown' && !inspection.imports && !evidence.names) {
    return report(skip('another-error', 'Neither this file nor the calls before it have to do with an MCP client.'));
  }
  if (verdict?.messageId === 'error-copied') {
    const beside = {
      id: 'beside',
      label: 'Ask for the code as well',
      change: besideOf(inspection.source, steps, readings, dialect),
    };
    return { ...report(verdict, { choices: [beside] }), ...rest };
  }
  if (verdict !== undefined) return { ...report(verdict, { change }), ...rest };
  if (isCase(formula.node))
    return { ...report(ask('switch-case', 'Ask for the code in an if before the switch.')), ...rest };
  const doubt = doubtfulPart(inspection, site, readings, steps);
  if (doubt !== undefined) return { ...report(doubt, { change }), ...rest };
  const claim = claimOf(inspection, site, readings, steps);
  const { change: proven, proof } = proveWithGuards(inspection, site, change, claim, dialect);
  if (proof.holds) return { ...report(fixed(inspection, site, readings, steps), { change: proven, proof }), ...rest };
  if (inspection.sse) {
    const both = proveWithGuards(
      inspection,
      site,
      besideOf(inspection.source, steps, readings, dialect),
      claim,
      dialect,
    );
    if (both.proof.holds) return { ...report(besideSse, both), ...rest };
  }
  return {
    ...report(ask('not-proven', `The change was not made: ${proof.objection ?? 'no proof'}.`), { change, proof }),
    ...rest,
  };
}

/** A guard before the condition that knows only the stock code would switch the check off: the check goes beside it too. */
function proveWithGuards(
  inspection: Inspection,
  site: Site,
  change: Change,
  claim: Claim,
  dialect: Dialect,
): { readonly change: Change; readonly proof: Proof } {
  const { source, resolver } = inspection;
  const experiment = { source, condition: site.formula, place: site.place, ...(resolver && { resolver }) };
  const proof = prove(experiment, change, site.rows, claim);
  if (proof.holds || !proof.kept) return { change, proof };
  const guards = openGuards(inspection, site, dialect);
  if (guards === undefined) return { change, proof };
  const wider = { edits: [...change.edits, ...guards.edits], imports: [...change.imports, ...guards.imports] };
  return { change: wider, proof: prove(experiment, wider, site.rows, claim) };
}

const besideSse: Verdict = {
  kind: 'fix',
  messageId: 'expiry-check',
  reason:
    'The old test stays beside the check: a lost session of the SSE transport, which is used as well, has no code.',
};

function claimOf({ source }: Inspection, site: Site, readings: Readings, steps: readonly Step[]): Claim {
  const kept = leavesOf(site.formula).filter((leaf) => !isDropped(leaf, steps) && !readings.onSubject(leaf));
  const free = [...new Set(kept.map(({ node }) => source.text.slice(node.start ?? 0, node.end ?? 0)))];
  return { free, hits: hitsOf(site, steps) };
}

/** Rows that the replaced parts took for an expired session. */
function hitsOf(site: Site, steps: readonly Step[]): ReadonlySet<Row> {
  const checks = steps.flatMap((step) => (step.kind === 'check' ? [step] : []));
  const taken = site.seen.filter(({ row, stock }) => {
    if (!isExpired(row) || row.kind === 'gap') return false;
    return checks.some(({ part, negated }) => stock.truths.get(part.node) === (negated ? 'false' : 'true'));
  });
  return new Set(taken.map(({ row }) => row));
}

function isDropped(leaf: Formula, steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'drop' && partsOf(step.part).includes(leaf));
}

export function spanOf(node: Node): { readonly start: number; readonly end: number } {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}

/** True for a part whose answer sets expired sessions apart, be it alone or with others. */
function tells({ meaning }: Reading): boolean {
  return meaning === 'expired' || meaning === 'living' || meaning === 'mixed';
}

const nothing: Reading = {
  meaning: 'free',
  hits: [],
  current: [],
  strays: [],
  unknowns: [],
  complete: false,
  timeout: false,
  why: undefined,
};

function readingsFor(inspection: Inspection, site: Site, suspect: Suspect): Readings {
  const { source, resolver } = inspection;
  const reads = new Map<Node, boolean>();
  const handler = frameOf(site.place.root, scopesOf(source)) ?? source.file.program;
  return {
    of: (part) => site.readings.get(part.node) ?? nothing,
    onSubject(part) {
      let known = reads.get(part.node);
      if (known === undefined) {
        known = leavesOf(part).every((leaf) => readsSubject(source, leaf, site.place, resolver));
        reads.set(part.node, known);
      }
      return known;
    },
    liveId: (part) => liveSession(source, part.node, handler) === 'proven',
    delegated: (part) => suspect.delegated(part),
    narrows: (part) =>
      part.kind === 'leaf' && narrowsTo(source, part.node, subjectTextOf(source, site.formula, site.place)),
  };
}

/** A conjunct that is never true on an expired session leaves nothing to ask for. */
function contradicts(formula: Formula, readings: Readings): boolean {
  if (formula.kind !== 'and') return false;
  const parts = formula.parts.filter((part) => readings.onSubject(part));
  const expiry = parts.some((part) => readings.of(part).meaning === 'expired');
  return expiry && parts.some((part) => ['timeout', 'never', 'keep'].includes(readings.of(part).meaning));
}

// What is done about a condition that tells expired sessions apart: planned, kept from being done, or done and proven.

import type { Node } from '@babel/types';
import type { Change } from '../../codemod.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { isExpired, type Row } from '../catalogue/catalogue.ts';
import { frameOf, isCase, leavesOf, partsOf, type Formula } from '../vector/condition.ts';
import { dialectFor } from '../rewrite/dialect.ts';
import { effectOf } from '../vector/effects.ts';
import type { Inspection } from '../inspection.ts';
import type { Judged, Reporter } from './judge.ts';
import { namingOf, withName } from '../rewrite/naming.ts';
import { isNarrowed } from './narrowing.ts';
import { asksForCode, newFormChecks } from '../vector/new-form.ts';
import { guardsIn, openGuards } from './outer-guard.ts';
import { prove, type Claim, type Proof } from '../rewrite/proof.ts';
import { fixed } from './reasons.ts';
import { besideOf, changeOf, type Dialect } from '../rewrite/rewrite.ts';
import { shared } from './shared-test.ts';
import type { Site } from '../vector/site.ts';
import { planOf, type Readings, type Step } from './steps.ts';
import { caseChange } from './switch-case.ts';
import { usedFurther } from '../vector/truth-only.ts';
import { doubtfulPart } from './undecided.ts';
import { ask, hindrance, skip, todo, type Evidence, type MessageId, type Verdict } from './verdict.ts';

/** Where some of what is tested can never carry the code, the old test has to stay. */
const besideOnly: ReadonlySet<MessageId> = new Set(['error-copied', 'in-dependency', 'other-callers']);

/** Nothing says that the error comes from an MCP client. A label for one that does is asked about, wherever its class comes from. */
function isDoubted(verdict: Verdict, { origin, classTest }: Evidence): boolean {
  return verdict.messageId === 'origin-unknown' || (verdict.messageId === 'only-told' && !origin.request && !classTest);
}

/** The finding for a condition that tells expired sessions apart. */
export function decide(
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
  const written = writtenAs(inspection, site, readings, steps, dialect);
  const naming = namingOf(inspection.source, site.place);
  const change = written.instead && withName(written.instead, naming);
  if (verdict !== undefined && isDoubted(verdict, evidence) && !inspection.imports && !evidence.names) {
    return report(skip('another-error', 'Neither this file nor the calls before it have to do with an MCP client.'));
  }
  if (written.instead === undefined || change === undefined) return { ...report(verdict ?? unwritable(site)), ...rest };
  if (verdict !== undefined && besideOnly.has(verdict.messageId)) {
    const beside = {
      id: 'beside',
      label: 'Ask for the code as well',
      change: withName(written.beside, naming) ?? nothing,
    };
    return { ...report(verdict, { choices: [beside] }), ...rest };
  }
  if (verdict !== undefined) return { ...report(verdict, { change }), ...rest };
  const doubt = doubtfulPart(inspection, site, readings, steps);
  if (doubt !== undefined) return { ...report(doubt, { change }), ...rest };
  const more = doesMore(inspection, steps);
  if (more !== undefined) return { ...report(more), ...rest };
  if (standsBefore(inspection.source, site)) return { ...report(besideStanding, { change }), ...rest };
  const claim = claimOf(inspection, site, readings, steps);
  const { change: proven, proof } = proveWithGuards(inspection, site, written.instead, claim, dialect);
  if (proof.holds) {
    const reason = fixed(inspection, site, readings, steps);
    return { ...report(reason, { change: proven, proof }), ...rest, bare: written.instead };
  }
  if (inspection.sse) {
    const both = proveWithGuards(inspection, site, written.beside, claim, dialect);
    if (both.proof.holds) return { ...report(besideSse, both), ...rest };
  }
  const refused = ask('not-proven', `The change was not made: ${proof.objection ?? 'no proof'}.`);
  return { ...report(refused, { change, proof }), ...rest };
}

const besideStanding = ask(
  'not-proven',
  'The code is asked for before it already: what the old test is for beside that cannot be told.',
);

/** A standing check of the same error, earlier, in a helper or written out: an expired session need not come as far as this. */
function standsBefore(source: Source, { formula, place }: Site): boolean {
  const frame = frameOf(place.root, scopesOf(source));
  if (frame === undefined) return false;
  const [start, end] = [frame.start ?? 0, formula.node.start ?? 0];
  if (newFormChecks(source).some((check) => start <= check.start && check.end <= end)) return true;
  return guardsIn(frame, formula.node).some((test) => asksForCode(source, test));
}

interface Written {
  /** Undefined where the place has no room for a check. */
  readonly instead: Change | undefined;
  readonly beside: Change;
}

function writtenAs(
  { source }: Inspection,
  { formula }: Site,
  readings: Readings,
  steps: readonly Step[],
  dialect: Dialect,
): Written {
  if (!isCase(formula.node))
    return { instead: changeOf(source, steps, dialect), beside: besideOf(source, steps, readings, dialect) };
  const beside = caseChange(source, formula.node, dialect, true);
  return { instead: caseChange(source, formula.node, dialect), beside: beside ?? nothing };
}

function unwritable({ formula }: Site): Verdict {
  return isCase(formula.node)
    ? ask('switch-case', 'The head of the switch leaves no room for a check: ask for the code in an if before it.')
    : ask('subject-unnamed', 'The catch or parameter takes the error apart: give it a name.');
}

/** A part that goes must have done nothing but answer, and only for the sake of yes or no. */
function doesMore({ source }: Inspection, steps: readonly Step[]): Verdict | undefined {
  const written = ({ start, end }: Node): string => source.text.slice(start ?? 0, end ?? 0).replace(/\s+/g, ' ');
  for (const { kind, part } of steps) {
    const effect = effectOf(source, part.node);
    if (effect !== undefined)
      return todo('not-proven', `It also does something, \`${effect}\`, which would go with the old test.`);
    const taker = kind === 'check' ? usedFurther(source, part.node) : undefined;
    if (taker !== undefined)
      return todo('not-proven', `What the old test finds is used further on: \`${written(taker)}\`.`);
  }
  return undefined;
}

/** A guard before the condition that knows only the stock code would switch the check off: the check goes beside it too. */
function proveWithGuards(
  inspection: Inspection,
  site: Site,
  change: Change,
  claim: Claim,
  dialect: Dialect,
): { readonly change: Change; readonly proof: Proof } {
  const { source } = inspection;
  const experiment = { source, condition: site.formula, place: site.place };
  const naming = namingOf(source, site.place);
  const tried = (change: Change): { readonly change: Change; readonly proof: Proof } => {
    const named = withName(change, naming) ?? change;
    return { change: named, proof: prove(experiment, named, site.rows, claim) };
  };
  const first = tried(change);
  if (first.proof.holds || !first.proof.kept) return first;
  const guards = openGuards(inspection, site, dialect);
  if (guards === undefined) return first;
  return tried({ edits: [...change.edits, ...guards.edits], imports: [...change.imports, ...guards.imports] });
}

const nothing: Change = { edits: [], imports: [] };

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

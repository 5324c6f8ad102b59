// One round: every codemod, in order, over every file; each codemod has seen all files before the next one starts.

import {
  type CheckStyle,
  type Codemod,
  type Context,
  type Finding,
  type Fix,
  type Source,
  type Span,
  SyntaxProblem,
  type Todo,
} from '@resession/transforms/lib';
import type { Analysis } from '../analyse/analyse.ts';
import type { Decision } from '../decision.ts';
import { type Answers, contextFor } from '../inspect.ts';
import { rewrite, spanBack } from '../rewrite.ts';
import { answered, type Deciding, left } from './deciding.ts';
import { type Draft, editsOf, openDraft, type OpenDraft } from './draft.ts';
import { earlierFindings } from './earlier.ts';
import { awaited, hindrance } from './hindrance.ts';
import { concerns, inspected } from './inspected.ts';
import type { Order } from './order.ts';
import type { Parse } from './parsing.ts';
import { aboutSuppressions, coveredIn, engineId, holdsSuppression } from './suppressions.ts';

export interface Round {
  /** Texts by path, in order: the files that may change. */
  readonly texts: ReadonlyMap<string, string>;
  readonly order: Order;
  readonly checkStyle: CheckStyle;
  readonly analysis: Analysis;
  readonly parse: Parse;
  /** The text of any file the analysis may speak of. */
  readonly original: (path: string) => string | undefined;
  /** Why the fix of a codemod at a place of a text is not to be made again; undefined where nothing was said of it. */
  readonly takenBack: (path: string, codemod: string, span: Span) => string | undefined;
  /** What people decided about the sites of these texts. */
  readonly deciding: Deciding;
  /** Why the package of a file cannot take the dependency that a change would need; null where it can. */
  readonly blocked: (path: string) => string | null;
  /** Whether a file is looked at for a name that it imports, be there a needle or not. */
  readonly follows: (codemod: Codemod, path: string) => boolean;
  /** Called before each file: progress, and a chance to stop. */
  readonly breathe: () => Promise<void>;
}

/** What came of a round. */
export interface Rounded {
  readonly drafts: ReadonlyMap<string, Draft>;
  /** What a codemod of this round may lean on in one of its files. */
  readonly contextOf: (codemod: Codemod, source: Source) => Context;
}

/** Runs the round. Depends on the texts and the analysis only, never on the order of the files. */
export async function runRound(round: Round): Promise<Rounded> {
  const drafts = new Map<string, OpenDraft>();
  for (const [path, text] of round.texts) drafts.set(path, openDraft(path, text));
  const earlierThan = earlierFindings(round, drafts);
  const answersFor = (codemod: Codemod, path: string): Answers => {
    const earlier = earlierThan(codemod);
    return (kind, of = path) => round.analysis.answer(kind, of, earlier);
  };
  for (const codemod of round.order.all) {
    if (!round.order.active.has(codemod.id)) continue;
    for (const draft of drafts.values()) {
      await round.breathe();
      advance(draft, codemod, round, answersFor(codemod, draft.path));
    }
  }
  for (const draft of drafts.values()) lookAtSuppressions(draft, round);
  const { checkStyle, analysis } = round;
  const contextOf = (codemod: Codemod, source: Source): Context =>
    contextFor(source, checkStyle, answersFor(codemod, source.path), analysis.around(source)).context;
  return { drafts, contextOf };
}

function advance(draft: OpenDraft, codemod: Codemod, round: Round, answers: Answers): void {
  if (draft.problem !== null || !concerns(round, codemod, draft.path, draft.text)) return;
  const source = round.parse(draft.path, draft.text);
  const original = round.parse(draft.path, draft.before);
  if (source instanceof SyntaxProblem || original instanceof SyntaxProblem) {
    if (source instanceof SyntaxProblem) draft.problem = source;
    return;
  }
  const { findings: said, asked } = inspected(codemod, source, round, answers);
  const placeOf = (finding: Finding): Span => spanBack(editsOf(draft), finding);
  const covered = coveredIn(original, codemod.id, said, placeOf);
  const decisionOn = (finding: Finding): Decision | undefined =>
    covered.has(finding) ? undefined : round.deciding.decisionOn(draft.path, codemod.id, placeOf(finding));
  const findings = said.map((finding) => ({ said: finding, now: answered(finding, decisionOn(finding)) }));
  const fixes = findings.flatMap(({ said: was, now }) => (now.kind === 'fix' && !covered.has(was) ? [now] : []));
  const refused = new Map<Finding, string>();
  const held = new Set<Finding>();
  for (const fix of fixes) {
    const place = placeOf(fix);
    const holds = round.deciding.holds(draft.path, codemod.id, place);
    const origin = asked.has('transport-origin') ? answers('transport-origin') : undefined;
    // What is not made waits for nothing.
    const built = holds ? [] : (origin?.built ?? []);
    const reason = round.takenBack(draft.path, codemod.id, place) ?? hindrance(fix, round.blocked(draft.path), built);
    if (reason !== null) refused.set(fix, reason);
    else if (holds) held.add(fix);
  }
  const made = rewrite(
    source,
    fixes.filter((fix) => !refused.has(fix) && !held.has(fix)),
  );
  for (const { said: was, now } of findings) {
    const skip = covered.get(was);
    const reason = refused.get(now) ?? (now.kind === 'fix' ? made.refused.get(now) : undefined);
    const open = skip ?? (now.kind === 'fix' && reason !== undefined ? byHand(now, reason) : now);
    const judged = leftAfterAll(open, decisionOn(was));
    const offered = codemod.offers === true && !round.order.named.has(codemod.id);
    const told = offered ? pointer(codemod, judged) : judged;
    const swaps = codemod.swapsTransports === true;
    const waitsFor = told.kind === 'fix' && !held.has(now) && asked.has('transport-origin') ? awaited(told) : undefined;
    const keepsStock = swaps && was.kind === 'fix' && (told.kind === 'skip' || held.has(now));
    const leavesStock = swaps && told.kind === 'todo';
    const claims = round.deciding.claims(draft.path, codemod.id, placeOf(was));
    const marks = {
      ...(keepsStock && { keepsStock }),
      ...(leavesStock && { leavesStock }),
      ...(waitsFor && { waitsFor }),
      ...(held.has(now) && { held: true as const }),
      ...(claims.length > 0 && { claims }),
    };
    draft.found.push({ codemod: codemod.id, finding: told, span: placeOf(was), step: draft.steps.length, ...marks });
  }
  if (made.edits.length > 0) draft.steps.push({ text: draft.text, edits: made.edits });
  draft.text = made.text;
}

/** A change that could not be made, and that somebody has left as it is since. */
function leftAfterAll(finding: Finding, decision: Decision | undefined): Finding {
  if (finding.kind !== 'todo' || decision?.answer !== 'leave' || decision.kind !== 'todo') return finding;
  return left(finding, decision);
}

function byHand({ change: _change, decided: _decided, ...fix }: Fix, reason: string): Todo {
  return { ...fix, kind: 'todo', reason: `The change could not be made: ${reason}` };
}

/** An offer nobody asked for is no work: it says how to ask for it. */
function pointer({ id }: Codemod, finding: Finding): Finding {
  if (finding.kind !== 'ask') return finding;
  const { choices: _choices, ...ask } = finding;
  return { ...ask, kind: 'skip', reason: `It works as it is. To be asked about it: --only ${id}.` };
}

function lookAtSuppressions(draft: OpenDraft, { parse, order }: Round): void {
  if (!holdsSuppression(draft.before)) return;
  const source = parse(draft.path, draft.before);
  if (source instanceof SyntaxProblem) return;
  for (const finding of aboutSuppressions(source, draft.found, order)) {
    draft.found.push({ codemod: engineId, finding, span: finding, step: 0 });
  }
}

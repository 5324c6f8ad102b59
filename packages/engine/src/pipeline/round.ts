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
import { type Answers, contextFor } from '../inspect.ts';
import { rewrite, spanBack } from '../rewrite.ts';
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
  const { findings, asked } = inspected(codemod, source, round, answers);
  const placeOf = (finding: Finding): Span => spanBack(editsOf(draft), finding);
  const covered = coveredIn(original, codemod.id, findings, placeOf);
  const fixes = findings.flatMap((finding) => (finding.kind === 'fix' && !covered.has(finding) ? [finding] : []));
  const refused = new Map<Finding, string>();
  for (const fix of fixes) {
    const origin = asked.has('transport-origin') ? answers('transport-origin') : undefined;
    const said = round.takenBack(draft.path, codemod.id, placeOf(fix));
    const reason = said ?? hindrance(fix, round.blocked(draft.path), origin?.built ?? []);
    if (reason !== null) refused.set(fix, reason);
  }
  const made = rewrite(
    source,
    fixes.filter((fix) => !refused.has(fix)),
  );
  for (const finding of findings) {
    const skip = covered.get(finding);
    const reason = refused.get(finding) ?? (finding.kind === 'fix' ? made.refused.get(finding) : undefined);
    const judged = skip ?? (finding.kind === 'fix' && reason !== undefined ? byHand(finding, reason) : finding);
    const told = codemod.offers === true && !round.order.named.has(codemod.id) ? pointer(codemod, judged) : judged;
    const swaps = codemod.swapsTransports === true;
    const keepsStock = swaps && skip !== undefined && finding.kind === 'fix';
    const waitsFor = told.kind === 'fix' && asked.has('transport-origin') ? awaited(told) : undefined;
    const where = { span: placeOf(finding), step: draft.steps.length };
    const leavesStock = swaps && told.kind === 'todo';
    const marks = {
      ...(keepsStock && { keepsStock }),
      ...(leavesStock && { leavesStock }),
      ...(waitsFor && { waitsFor }),
    };
    draft.found.push({ codemod: codemod.id, finding: told, ...where, ...marks });
  }
  if (made.edits.length > 0) draft.steps.push({ text: draft.text, edits: made.edits });
  draft.text = made.text;
}

function byHand({ change: _change, ...fix }: Fix, reason: string): Todo {
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

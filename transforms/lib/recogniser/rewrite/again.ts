// A rewrite seen from its end: the condition in the file as it was and the same condition in the text that the whole run
// makes, with every model error put to both. It knows nothing of steps, edits or proofs, so that it can contradict them.

import type { Function as FunctionNode, Node } from '@babel/types';
import type { Answer, Fix, SecondLook, Side, Span, Truth } from '../../codemod.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { surround } from '../../surroundings.ts';
import { endOf, startOf, walk } from '../../tree.ts';
import { casesOf, conditionsOf, formulaOf, frameOf, leavesOf, type Formula } from '../vector/condition.ts';
import { readingOf, type Seen } from '../vector/classify.ts';
import { isFunction } from '../language/functions.ts';
import { inspectionOf, type Inspection } from '../inspection.ts';
import { isNewForm } from '../vector/new-form.ts';
import { observe, type Experiment } from '../vector/observe.ts';
import { isExpired, type Row } from '../catalogue/rows.ts';
import { siteOf } from '../vector/site.ts';
import { twinOf } from './twin.ts';
import type { Value } from '../language/value.ts';

/** Where a span of the old text went. */
type Moved = (span: Span) => Span;

interface Asked {
  readonly experiment: Experiment;
  readonly rows: readonly Row[];
}

/** What the condition of a fix says without the run and with it; undefined where it is not to be found again. */
export function askAgain(fix: Fix, before: Side, after: Side, moved: Moved): SecondLook | undefined {
  for (const { source, context } of [before, after]) surround(source, context.facts);
  const inspection = inspectionOf(before.source, before.context);
  if (inspection === undefined) return undefined;
  const found = conditionAt(inspection, fix) ?? predicateAt(inspection, fix);
  if (found === undefined) return undefined;
  const gone = isGone(after.source, moved(fix));
  const asked = gone ? wholeFunction(found) : found;
  const twin = asked && twinOf(asked.experiment, after.source, moved);
  if (asked === undefined || twin === undefined) return undefined;
  const seen = asked.rows.map((row): Seen => ({ row, stock: observe(asked.experiment, row.stock()) }));
  const ways = waysToAsk(asked, twin, seen).map((assume) =>
    asked.rows.map((row): Answer => ({
      error: row.words,
      role: roleOf(row),
      before: answerOf({ ...asked.experiment, ...assume }, row.stock()),
      after: answerOf({ ...twin, ...assume }, row.patched()),
    })),
  );
  const others = touchedBy(fix, inspection, after.source, moved);
  if (others === undefined) return undefined;
  const owner = frameOf(asked.experiment.place.root, scopesOf(before.source));
  return {
    wanted: wantedBy(asked.experiment, seen),
    frame: owner === undefined ? 0 : startOf(owner),
    gone,
    ways: ways.map((way) => [...way, ...others]),
  };
}

/**
 * What the edits of a fix do to conditions beside its own: a guard that is widened lets expired sessions by and nothing else,
 * and a check that asks for the code already says what it said. Undefined where one is gone.
 */
function touchedBy(fix: Fix, inspection: Inspection, after: Source, moved: Moved): readonly Answer[] | undefined {
  const { source } = inspection;
  const beside = conditionsOf(source.file.program).filter((node) => {
    const [start, end] = [startOf(node), endOf(node)];
    const isOwn = start <= fix.end && fix.start <= end;
    return !isOwn && fix.change.edits.some((edit) => edit.start < end && start < edit.end);
  });
  const answers: Answer[] = [];
  for (const node of beside) {
    const asked = askedAt(inspection, node);
    if (asked === undefined) continue;
    const twin = twinOf(asked.experiment, after, moved);
    if (twin === undefined) return undefined;
    const stands = isNewForm([node]);
    for (const row of asked.rows) {
      const role = stands || roleOf(row) === 'other' ? 'other' : 'alike';
      const old = answerOf(asked.experiment, stands ? row.patched() : row.stock());
      const error = `${row.words}, in a condition before it`;
      answers.push({ error, role, before: old, after: answerOf(twin, row.patched()) });
    }
  }
  return answers;
}

function isGone({ text }: Source, { start, end }: Span): boolean {
  return text.slice(start, end).trim() === '';
}

function roleOf(row: Row): Answer['role'] {
  if (row.kind === 'alike' || row.kind === 'beside' || row.kind === 'gap') return 'alike';
  return isExpired(row) ? 'expired' : 'other';
}

/** A condition by its place. */
function conditionAt(inspection: Inspection, { start, end }: Span): Asked | undefined {
  const { program } = inspection.source.file;
  const found = [...conditionsOf(program), ...casesOf(program)].find(
    (condition) => startOf(condition) === start && endOf(condition) === end,
  );
  return found && askedAt(inspection, found);
}

/** A whole predicate, by the place of its statements: the error is its parameter, and what it answers is the question. */
function predicateAt(inspection: Inspection, { start, end }: Span): Asked | undefined {
  const { source } = inspection;
  let owner: FunctionNode | undefined;
  walk(source.file.program, (node) => {
    if (!isFunction(node) || node.body.type !== 'BlockStatement') return undefined;
    const [first, last] = [node.body.body[0], node.body.body.at(-1)];
    if (first !== undefined && last !== undefined && startOf(first) === start && endOf(last) === end) owner = node;
    return undefined;
  });
  for (const condition of owner === undefined ? [] : conditionsOf(owner)) {
    const asked = askedAt(inspection, condition);
    if (asked !== undefined && frameOf(asked.experiment.place.root, scopesOf(source)) === owner)
      return wholeFunction(asked);
  }
  return undefined;
}

function askedAt(inspection: Inspection, condition: Node): Asked | undefined {
  const { source } = inspection;
  const site = siteOf(source, formulaOf(condition), inspection);
  if (site === undefined) return undefined;
  const { formula, place, rows } = site;
  return { experiment: { source, condition: formula, place }, rows };
}

/** The same question put to the function around: what it answers. */
function wholeFunction({ experiment, rows }: Asked): Asked | undefined {
  const owner = frameOf(experiment.place.root, scopesOf(experiment.source));
  if (owner === undefined || !isFunction(owner) || owner.body.type !== 'BlockStatement') return undefined;
  return { experiment: { ...experiment, condition: { kind: 'leaf', node: owner.body }, asks: 'result' }, rows };
}

/** Parts that no error decides are tried in three ways: so that the rest decides, all true, and all false. */
function waysToAsk(
  { experiment }: Asked,
  twin: Experiment,
  seen: readonly Seen[],
): readonly Pick<Experiment, 'assume'>[] {
  const { source, condition, asks } = experiment;
  const told = new Set<Node>();
  for (const { stock } of seen) {
    for (const [node, truth] of stock.truths) if (stock.reached && truth !== 'unknown') told.add(node);
  }
  // A part that the run changes for the sake of another error cannot be answered alike on both sides.
  const stays = new Set(leavesOf(twin.condition).map(({ node }) => textOf(twin.source, node)));
  const isFree = (node: Node): boolean => !told.has(node) && stays.has(textOf(source, node));
  const free = asks === 'result' ? [] : leavesOf(condition).filter(({ node }) => isFree(node));
  if (free.length === 0) return [{}];
  const open = new Map<string, boolean>();
  leaveOpen(condition, true, new Set(free.map(({ node }) => node)), (node, answer) =>
    open.set(textOf(source, node), answer),
  );
  const ways = [open, ...[true, false].map((answer) => new Map([...open.keys()].map((text) => [text, answer])))];
  const unlike = new Map(ways.map((way) => [JSON.stringify([...way]), way]));
  return [...unlike.values()].map((assume) => ({ assume }));
}

/** Answers for the free leaves with which the rest of the condition decides: `session && !aborted && ...`. */
function leaveOpen(
  part: Formula,
  wanted: boolean,
  free: ReadonlySet<Node>,
  answer: (leaf: Node, is: boolean) => unknown,
): void {
  const whole = leavesOf(part).every(({ node }) => free.has(node));
  if (part.kind === 'leaf') {
    if (whole) answer(part.node, wanted);
    return;
  }
  const parts = part.kind === 'not' ? [part.part] : part.kind === 'choice' ? [part.test, ...part.parts] : part.parts;
  const inner = part.kind === 'not' ? !wanted : whole ? wanted : part.kind === 'and';
  for (const each of parts) leaveOpen(each, inner, free, answer);
}

function textOf({ text }: Source, node: Node): string {
  return text.slice(startOf(node), endOf(node));
}

function answerOf(experiment: Experiment, error: Value): Truth | undefined {
  const { reached, truths, result } = observe(experiment, error);
  if (experiment.asks === 'result') return result;
  return reached ? truths.get(experiment.condition.node) : undefined;
}

/** What stands for an expired session: a part that tells it apart says so, and what negates that part turns it round. */
function wantedBy({ condition, asks }: Experiment, seen: readonly Seen[]): Truth | undefined {
  if (asks === 'result') return tellingLeaf(condition.node, resultsOf(condition.node, seen));
  const wanted = new Set<Truth>();
  const visit = (part: Formula, negated: boolean): void => {
    const told = part.kind === 'leaf' ? tellingLeaf(part.node, seen) : telling(part.node, seen);
    if (told !== undefined) wanted.add(negated ? opposite(told) : told);
    else if (part.kind === 'not') visit(part.part, !negated);
    else if (part.kind === 'and' || part.kind === 'or') for (const inner of part.parts) visit(inner, negated);
    else if (part.kind === 'choice') for (const inner of [part.test, ...part.parts]) visit(inner, negated);
  };
  visit(condition, false);
  return wanted.size === 1 ? [...wanted][0] : undefined;
}

/** The answer of a part that has one for expired sessions and another one for the rest. */
function telling(node: Node, seen: readonly Seen[]): Truth | undefined {
  const { meaning } = readingOf(node, seen);
  return meaning === 'expired' ? 'true' : meaning === 'living' ? 'false' : undefined;
}

/** A leaf that takes some other errors along tells them apart from most of the rest all the same. */
function tellingLeaf(node: Node, seen: readonly Seen[]): Truth | undefined {
  const told = telling(node, seen);
  if (told !== undefined || readingOf(node, seen).meaning !== 'mixed') return told;
  const others = seen.filter(({ row, stock }) => stock.reached && roleOf(row) === 'other');
  const yes = others.filter(({ stock }) => stock.truths.get(node) === 'true');
  return yes.length * 2 < others.length ? 'true' : 'false';
}

function opposite(truth: Truth): Truth {
  return truth === 'true' ? 'false' : 'true';
}

function resultsOf(node: Node, seen: readonly Seen[]): readonly Seen[] {
  return seen.map(({ row, stock }) => ({
    row,
    stock: { ...stock, reached: true, truths: new Map([[node, stock.result]]) },
  }));
}

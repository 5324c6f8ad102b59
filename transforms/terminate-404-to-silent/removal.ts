// What is left of a handler without its 404: the edits, and whether the handler is needed at all.

import type { IfStatement, Node, Statement } from '@babel/types';
import type { Edit } from '../lib/codemod.ts';
import { isPure } from '../lib/purity.ts';
import { leaves } from '../lib/recogniser/names/implied.ts';
import { indentOf } from '../lib/lines.ts';
import { partsOf, type Formula } from '../lib/recogniser/vector/condition.ts';
import { changeOf, outerSpan } from '../lib/recogniser/rewrite/rewrite.ts';
import type { Step } from '../lib/recogniser/verdict/steps.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf } from '../lib/tree.ts';
import { speaksOf404, topOfDead, wholeSpan, withOwnComments } from './comments.ts';
import type { Fate, Fated } from './dead.ts';
import type { Handler } from './handlers.ts';

/** The edits that take the 404 out of a handler; undefined where there is none in it, or nothing else would be left. */
export function without404(source: Source, handler: Handler, fated: Fated): readonly Edit[] | undefined {
  const { body, error } = handler;
  const kept = reducedBlock(source, body, fated);
  if (kept === undefined || kept.length === 0) return undefined;
  const [only] = kept;
  if (kept.length === 1 && only !== undefined && rethrows(only.node, nameOf(error) ?? ''))
    return unwrapped(source, handler);
  return rebuilt(source, body, kept);
}

/** A statement that stays; `edits` are inside it. */
interface Kept {
  readonly node: Node;
  readonly edits: readonly Edit[];
}

type Block = Node & { readonly body: readonly Node[] };

/** What stays of a block; undefined where nothing in it asks for the 404. */
function reducedBlock(source: Source, block: Block, fated: Fated): readonly Kept[] | undefined {
  const kept: Kept[] = [];
  let gone = false;
  for (const statement of block.body) {
    const parts = statement.type === 'IfStatement' ? reduced(source, statement, fated) : undefined;
    if (parts !== undefined) gone = true;
    kept.push(...(parts ?? [{ node: statement, edits: [] }]));
    // What stands behind a statement that always leaves is never run.
    if (parts !== undefined && kept.some(({ node }) => leaves(node))) break;
  }
  return gone ? kept : undefined;
}

/** What an `if` comes down to; undefined where it does not ask for the 404. */
function reduced(source: Source, statement: IfStatement, fated: Fated): readonly Kept[] | undefined {
  const { formula, of } = fated(statement.test);
  const fate = of.get(formula.node) ?? 'open';
  if (fate === 'never') return statement.alternate ? statementsOf(statement.alternate) : [];
  if (fate === 'always') return statementsOf(statement.consequent);
  const steps = droppable(formula, of);
  if (steps.length > 0)
    return [{ node: statement, edits: [...changeOf(source, steps, nothing).edits, ...loose(source, steps)] }];
  const inner = insideBranches(source, statement, fated);
  return inner && (inner === 'nothing' ? [] : [{ node: statement, edits: inner }]);
}

/** The same in the branches of an `if` about something else; `nothing` where no branch is left. */
function insideBranches(
  source: Source,
  { test, consequent, alternate }: IfStatement,
  fated: Fated,
): readonly Edit[] | 'nothing' | undefined {
  const then = consequent.type === 'BlockStatement' ? reducedBlock(source, consequent, fated) : undefined;
  const otherwise = alternate?.type === 'IfStatement' ? reduced(source, alternate, fated) : undefined;
  if (then === undefined && otherwise === undefined) return undefined;
  if (then?.length === 0) return alternate == null && isPure(test) ? 'nothing' : undefined;
  const edits = then && consequent.type === 'BlockStatement' ? [...rebuilt(source, consequent, then)] : [];
  if (alternate?.type !== 'IfStatement' || otherwise === undefined) return edits;
  const [first] = otherwise;
  if (first === undefined) return [...edits, { start: endOf(consequent), end: endOf(alternate), text: '' }];
  if (first.node === alternate) return [...edits, ...first.edits];
  const stays = alternate.alternate ?? alternate.consequent;
  const between = source.text.slice(endOf(consequent), startOf(alternate));
  const stale = speaksOf404(between);
  return [
    ...edits,
    stale
      ? { start: endOf(consequent), end: startOf(stays), text: ' else ' }
      : { start: startOf(alternate), end: startOf(stays), text: '' },
    { start: endOf(stays), end: endOf(alternate), text: '' },
  ];
}

/** Parentheses around a group of which one leaf is left. */
function loose(source: Source, steps: readonly Step[]): readonly Edit[] {
  const groups = new Set(steps.flatMap((step) => (step.kind === 'drop' ? [step.among] : [])));
  return [...groups].flatMap((group) => {
    const left = group.parts.filter((part) => !steps.some((step) => step.part === part));
    const { start, end } = outerSpan(source, group.node);
    if (left.length !== 1 || left[0]?.kind !== 'leaf' || source.text[start] !== '(') return [];
    const [first, last] = [startOf(group.node), endOf(group.node)];
    if (!/^[\s(]*$/.test(source.text.slice(start, first)) || !/^[\s)]*$/.test(source.text.slice(last, end))) return [];
    return [
      { start, end: first, text: '' },
      { start: last, end, text: '' },
    ];
  });
}

const nothing = { generation: 'v1', style: 'guard', subject: '' } as const;

/** Arms of `or` that are never true, and conjuncts that always are. */
function droppable(formula: Formula, fates: ReadonlyMap<Node, Fate>): readonly Step[] {
  return partsOf(formula).flatMap((group) => {
    if (group.kind !== 'or' && group.kind !== 'and') return [];
    const dead = group.kind === 'or' ? 'never' : 'always';
    return group.parts
      .filter((part) => fates.get(part.node) === dead)
      .map((part): Step => ({ kind: 'drop', part, among: group }));
  });
}

function statementsOf(branch: Statement): readonly Kept[] {
  const statements = branch.type === 'BlockStatement' ? branch.body : [branch];
  return statements.map((node) => ({ node, edits: [] }));
}

/** `throw error;`, or `return Promise.reject(error)`. */
function rethrows(node: Node, name: string): boolean {
  if (node.type === 'ThrowStatement') return nameOf(node.argument) === name;
  if (node.type !== 'ReturnStatement' || node.argument?.type !== 'CallExpression') return false;
  const { callee, arguments: args } = node.argument;
  if (callee.type !== 'MemberExpression' || nameOf(callee.object) !== 'Promise') return false;
  return nameOf(callee.property) === 'reject' && args[0] !== undefined && nameOf(args[0]) === name;
}

/** The block with the statements that stay, at its own indent. */
function rebuilt(
  source: Source,
  body: Node & { readonly body: readonly Node[] },
  kept: readonly Kept[],
): readonly Edit[] {
  const own = new Set(body.body);
  const edits = kept.flatMap(({ edits: inside }) => inside);
  const moved = kept.filter(({ node }) => !own.has(node));
  const at = new Map<Node, readonly Kept[]>();
  for (const statement of body.body) {
    const inside = moved.filter(({ node }) => startOf(statement) <= startOf(node) && endOf(node) <= endOf(statement));
    if (inside.length > 0) at.set(statement, inside);
  }
  const stays = new Set(kept.map(({ node }) => node));
  for (const statement of body.body) {
    if (stays.has(statement)) continue;
    const inside = at.get(statement);
    edits.push(
      inside === undefined ? { ...wholeSpan(source, statement), text: '' } : replaced(source, statement, inside),
    );
  }
  return edits;
}

function replaced(source: Source, statement: Node, inside: readonly Kept[]): Edit {
  const [first, last] = [inside[0], inside.at(-1)];
  const span = withOwnComments(first?.node ?? statement, last?.node ?? statement, statement);
  const text = shifted(source, span, indentOf(source.text, startOf(statement)));
  return { start: topOfDead(source, statement), end: endOf(statement), text };
}

/** Text of a span, its further lines at another indent. */
function shifted({ text }: Source, span: { readonly start: number; readonly end: number }, to: string): string {
  const from = indentOf(text, span.start);
  return text
    .slice(span.start, span.end)
    .split('\n')
    .map((line, index) => (index > 0 && line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');
}

/** The handler goes: the statements of the block stand for themselves, `finally` keeps its try. */
function unwrapped(source: Source, { kind, node }: Handler): readonly Edit[] | undefined {
  if (kind === 'promise') {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    return [{ start: endOf(node.callee.object), end: endOf(node), text: '' }];
  }
  if (node.type !== 'TryStatement' || !node.handler) return undefined;
  if (node.finalizer) return [{ start: endOf(node.block), end: endOf(node.handler), text: '' }];
  const { body } = node.block;
  // A name of the block would become one of the scope around.
  if (body.some(({ type }) => type === 'VariableDeclaration' || type.endsWith('Declaration')))
    return [
      { start: startOf(node), end: startOf(node.block), text: '' },
      { start: endOf(node.block), end: endOf(node.handler), text: '' },
    ];
  const within = source.text.slice(startOf(node.block) + 1, endOf(node.block) - 1);
  const start = startOf(node.block) + 1 + (/^\s*/.exec(within)?.[0].length ?? 0);
  const span = { start, end: start + within.trim().length };
  return [
    { start: startOf(node), end: endOf(node), text: shifted(source, span, indentOf(source.text, startOf(node))) },
  ];
}

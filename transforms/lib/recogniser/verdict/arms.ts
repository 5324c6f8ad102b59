// What comes of an answer, or of a word that stands for it: the arms that are taken where a condition holds, in its own
// function and, by what is returned, in those that call it.

import type { Node } from '@babel/types';
import { type Binding, scopesOf, sourceOf, writtenAs } from '../../scopes.ts';
import type { Parent } from '../../tree.ts';
import { nameOf, unwrap } from '../../tree.ts';
import { above, functionName, isFunction } from '../language/functions.ts';
import { callersOf } from '../names/call-sites.ts';
import { standsFor } from '../names/callee.ts';
import { leaves } from '../names/implied.ts';
import { isCase, looksBoolean, momentOf } from '../vector/condition.ts';

/** One thing that is done, or given, where the answer is as asked. */
export interface Arm {
  /** What decides between the arms. */
  readonly head: Node;
  /** Statements in a row, or one value. */
  readonly done: readonly Node[];
}

/** An answer of yes or no, or a word that was given in its place. */
export type Held =
  { readonly kind: 'answer'; readonly holds: boolean } | { readonly kind: 'word'; readonly node: Node };

/** What was found on the way of an answer; it grows while it is followed. */
export interface Trail {
  readonly arms: Arm[];
  /** The functions and variables that hold the answer. */
  readonly names: string[];
  readonly seen: Set<Node>;
  /** The answer also goes where nobody can follow it. */
  open: boolean;
}

const longest = 100;

/** The way of a condition's answer. */
export function trailOf(condition: Node, holds: boolean): Trail {
  const trail: Trail = { arms: [], names: [], seen: new Set(), open: false };
  const head = momentOf(condition);
  const source = sourceOf(head);
  const statement = source && scopesOf(source).parentOf(head)?.node;
  if (!isCase(condition)) follow(condition, { kind: 'answer', holds }, trail);
  else if (statement?.type === 'SwitchStatement')
    takeCase(statement, ({ test }) => test?.start === condition.start, trail);
  return trail;
}

/** Goes on from a node that gives the answer, or the word. */
export function follow(at: Node, held: Held, trail: Trail): void {
  const source = sourceOf(at);
  const parent = source && scopesOf(source).parentOf(at);
  if (trail.seen.has(at) || trail.seen.size > longest) return;
  trail.seen.add(at);
  if (parent === undefined) return lose(held, trail);
  const { node, key } = parent;
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return follow(node, held, trail);
    case 'UnaryExpression':
      return node.operator === '!' && held.kind === 'answer'
        ? follow(node, { kind: 'answer', holds: !held.holds }, trail)
        : lose(held, trail);
    case 'LogicalExpression':
      return throughLogic(node, key, held, trail);
    case 'IfStatement':
    case 'ConditionalExpression':
      return key === 'test' ? decide(node, held, trail) : follow(node, held, trail);
    case 'SwitchCase':
    case 'SwitchStatement':
      return throughSwitch(parent, held, trail);
    case 'BinaryExpression':
      return compare(node, at, held, trail);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return key === 'argument' || key === 'body' ? toCallers(node, held, trail) : lose(held, trail);
    default:
      return throughName(parent, held, trail);
  }
}

function lose({ kind }: Held, trail: Trail): void {
  trail.open ||= kind === 'answer';
}

function throughLogic(
  node: Node & { readonly type: 'LogicalExpression' },
  key: string,
  held: Held,
  trail: Trail,
): void {
  const decides = held.kind === 'answer' && key === 'left' && node.operator === (held.holds ? '&&' : '||');
  if (!decides || looksBoolean(node.right)) return follow(node, held, trail);
  trail.arms.push({ head: node, done: [node.right] });
}

/** The arm of an if or a choice; without an else it is what comes after an if that leaves. */
function decide(
  node: Node & { readonly type: 'IfStatement' | 'ConditionalExpression' },
  held: Held,
  trail: Trail,
): void {
  if (held.kind !== 'answer') return;
  const own = held.holds ? node.consequent : node.alternate;
  const done = own ? [own] : leaves(node.consequent) ? after(node) : [];
  trail.arms.push({ head: node, done: done.flatMap(statementsOf) });
}

/** What comes after a statement in its block, to where the block is left. */
function after(statement: Node): readonly Node[] {
  const source = sourceOf(statement);
  const block = source && scopesOf(source).parentOf(statement)?.node;
  if (block?.type !== 'BlockStatement') return [];
  const rest = block.body.filter(({ start }) => (start ?? 0) > (statement.start ?? 0));
  const last = rest.findIndex(leaves);
  return last < 0 ? rest : rest.slice(0, last + 1);
}

/** The statements of a block, or the one that stands in its place. */
export function statementsOf(node: Node): readonly Node[] {
  return node.type === 'BlockStatement' ? node.body : [node];
}

type Switch = Node & { readonly type: 'SwitchStatement' };

function throughSwitch({ node, key }: Parent, held: Held, trail: Trail): void {
  const source = sourceOf(node);
  const statement = node.type === 'SwitchCase' ? source && scopesOf(source).parentOf(node)?.node : node;
  if (statement?.type !== 'SwitchStatement') return lose(held, trail);
  if (node.type === 'SwitchCase' && key === 'test' && held.kind === 'answer' && held.holds)
    return takeCase(statement, (each) => each === node, trail);
  if (held.kind !== 'word' || key !== 'discriminant') return lose(held, trail);
  takeCase(statement, ({ test }) => test != null && isSame(test, held.node), trail);
}

function takeCase(statement: Switch, is: (each: Switch['cases'][number]) => boolean, trail: Trail): void {
  const own = statement.cases.findIndex(is);
  if (own >= 0) trail.arms.push({ head: statement, done: doneIn(statement, own) });
}

/** What is done from a case on, to where the switch is left. */
export function doneIn({ cases }: Switch, from: number): readonly Node[] {
  const done: Node[] = [];
  for (const { consequent } of cases.slice(from)) {
    done.push(...consequent.flatMap(statementsOf));
    if (consequent.some(leaves)) break;
  }
  return done;
}

/** `kindOf(error) === 'gone'` asks for a word. */
function compare(node: Node & { readonly type: 'BinaryExpression' }, at: Node, held: Held, trail: Trail): void {
  const equal = /^===?$/.test(node.operator);
  if (!equal && !/^!==?$/.test(node.operator)) return lose(held, trail);
  const other = node.left === at ? node.right : node.left;
  if (held.kind === 'word') {
    if (isSame(other, held.node)) follow(node, { kind: 'answer', holds: equal }, trail);
    return;
  }
  const told = unwrap(other);
  if (told.type !== 'BooleanLiteral') return lose(held, trail);
  follow(node, { kind: 'answer', holds: (told.value === held.holds) === equal }, trail);
}

function isSame(left: Node, right: Node): boolean {
  const [one, other] = [standsFor(left) ?? unwrap(left), standsFor(right) ?? unwrap(right)];
  if ('value' in one && 'value' in other) return one.value === other.value;
  return writtenAs(left) === writtenAs(right);
}

function toCallers(node: Node, held: Held, trail: Trail): void {
  const source = sourceOf(node);
  if (source === undefined) return lose(held, trail);
  const owner = isFunction(node) ? node : above(node, scopesOf(source), isFunction);
  const name = owner && functionName(owner, scopesOf(source));
  if (owner === undefined || name === undefined) return lose(held, trail);
  trail.names.push(name);
  const { sites, open } = callersOf(source, owner, name);
  if (sites.length === 0 || open) lose(held, trail);
  for (const { call, bare } of sites) {
    if (bare === undefined) follow(call, held, trail);
    else lose(held, trail);
  }
}

/** A variable, or a property of an object, that holds the answer. */
function throughName({ node, key }: Parent, held: Held, trail: Trail): void {
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'Boolean') return follow(node, held, trail);
  const target =
    node.type === 'VariableDeclarator'
      ? node.id
      : node.type === 'AssignmentExpression' && key === 'right'
        ? node.left
        : undefined;
  if (target?.type === 'Identifier') return toReads(target, held, trail);
  if (held.kind !== 'word') return lose(held, trail);
  const made = unwrap(held.node);
  if (made.type !== 'ObjectExpression') return;
  if (target?.type === 'ObjectPattern') {
    for (const each of target.properties)
      if (each.type === 'ObjectProperty') toReads(each.value, heldIn(made, nameOf(each.key)), trail);
    return;
  }
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return;
  const inside = key === 'object' && !node.computed ? heldIn(made, nameOf(node.property)) : undefined;
  if (inside !== undefined) follow(node, inside, trail);
}

function heldIn(made: Node & { readonly type: 'ObjectExpression' }, name: string | undefined): Held | undefined {
  for (const each of made.properties) {
    if (each.type !== 'ObjectProperty' || nameOf(each.key) !== name) continue;
    const value = unwrap(each.value);
    return value.type === 'BooleanLiteral' ? { kind: 'answer', holds: value.value } : { kind: 'word', node: value };
  }
  return undefined;
}

function toReads(name: Node, held: Held | undefined, trail: Trail): void {
  const source = sourceOf(name);
  const binding: Binding | undefined = source && scopesOf(source).bindingOf(name);
  if (held === undefined) return;
  if (binding === undefined) return lose(held, trail);
  trail.names.push(binding.name);
  for (const { node, write } of binding.references) if (!write) follow(node, held, trail);
}

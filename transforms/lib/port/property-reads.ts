// Where a condition reads a property, in any syntax, and what it takes to read another one there.

import type { Node } from '@babel/types';
import type { Change, Edit } from '../codemod.ts';
import { applyEdits } from '../edits.ts';
import { fullClosureOf } from '../recogniser/names/closure.ts';
import { scopesOf, sourceOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, walk } from '../tree.ts';
import { madeOf } from './made-of.ts';
import { admission, annotationOf, castEdits, isAny, type Renaming, type Way } from './written-types.ts';

/** One place that reads the property. */
export interface PropertyRead {
  /** The member expression, the pattern, the `in` expression or the call that asks whether the property is there. */
  readonly node: Node;
  /** The object as it is written; undefined for a pattern. */
  readonly base: string | undefined;
  readonly form: 'member' | 'in' | 'pattern';
  /** Reads the other property instead; `guarded`: an `in` test of the old one stays beside it. */
  renamed(guarded: boolean): readonly Edit[];
  /** Reads the other property and, where that is absent, this one; undefined where the syntax has no room for it. */
  preferred(): readonly Edit[] | undefined;
}

/** Every read of the property in what a condition is made of, within its file. */
export function readsOf(source: Source, condition: Node, renaming: Renaming): readonly PropertyRead[] {
  const found = new Map<Node, PropertyRead>();
  for (const part of madeOf(source, condition)) {
    for (const read of readsIn(source, part, renaming)) if (!found.has(read.node)) found.set(read.node, read);
  }
  return [...found.values()];
}

const known = new WeakMap<Renaming, WeakMap<Node, readonly PropertyRead[]>>();

/** Every read in one part; kept, for a part is a part of many conditions. */
function readsIn(home: Source, part: Node, renaming: Renaming): readonly PropertyRead[] {
  const parts = known.get(renaming) ?? new WeakMap<Node, readonly PropertyRead[]>();
  known.set(renaming, parts);
  const before = parts.get(part);
  if (before !== undefined) return before;
  const reads: PropertyRead[] = [];
  walk(part, (node) => {
    const read = readAt(home, node, renaming);
    if (read !== undefined) reads.push(read);
    return undefined;
  });
  parts.set(part, reads);
  return reads;
}

/** True where something that another file defines reads the property for the condition, in a way that counts. */
export function readsElsewhere(
  source: Source,
  condition: Node,
  renaming: Renaming,
  counts: (home: Source, read: PropertyRead) => boolean = () => true,
): boolean {
  return fullClosureOf(source, condition).some((part) => {
    const home = sourceOf(part) ?? source;
    return home !== source && readsIn(home, part, renaming).some((read) => counts(home, read));
  });
}

/** The change that reads the other property at some of these places. */
export function renamedAt(some: readonly PropertyRead[], all: readonly PropertyRead[]): Change {
  const left = all.filter((read) => read.form === 'in' && !some.includes(read));
  const guarded = ({ base }: PropertyRead): boolean => left.some((guard) => guard.base === base);
  return { edits: some.flatMap((read) => read.renamed(guarded(read))), imports: [] };
}

/** The change that prefers the other property at some of these places; without edits where one has no room for it. */
export function preferredAt(some: readonly PropertyRead[]): Change {
  const edits = some.map((read) => read.preferred());
  return { edits: edits.every((each) => each !== undefined) ? edits.flat() : [], imports: [] };
}

/** What a node reads, if it is a read. */
export function readAt(source: Source, node: Node, renaming: Renaming): PropertyRead | undefined {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return memberRead(source, node, renaming);
    case 'BinaryExpression':
      return node.operator === 'in' && nameOf(node.left) === renaming.property
        ? presence(source, node, node.left, node.right, renaming)
        : undefined;
    case 'CallExpression':
      return reflectRead(source, node, renaming) ?? ownPresence(source, node, renaming);
    case 'ObjectPattern':
      return patternRead(source, node, renaming);
    default:
      return undefined;
  }
}

const asText = (source: Source, { start, end }: Node): string => source.text.slice(start ?? 0, end ?? 0);

function memberRead(
  source: Source,
  node: Node & { readonly type: 'MemberExpression' | 'OptionalMemberExpression' },
  renaming: Renaming,
): PropertyRead | undefined {
  const { object, property } = node;
  if (nameOf(property) !== renaming.property || (node.computed && property.type !== 'StringLiteral')) return undefined;
  const { instead, type } = renaming;
  const key = { start: startOf(property), end: endOf(property), text: keyText(source, property, instead) };
  const written = (way: Way, inside: boolean): readonly Edit[] => {
    const { edits, cast } = admission(source, object, renaming, way);
    if (!cast && !(inside && edits.length === 0)) return [key, ...edits];
    const text = `(${asText(source, object)} as { ${instead}?: ${type} })`;
    return [key, { start: startOf(object), end: endOf(object), text }];
  };
  const typed = source.language !== 'js' && object.type === 'Identifier' && !isAny(source, object);
  const swap = swapped(source, node, key);
  if (swap !== undefined) {
    return { node, base: asText(source, object), form: 'member', renamed: () => swap, preferred: () => swap };
  }
  return {
    node,
    base: asText(source, object),
    form: 'member',
    renamed: (guarded) => written('instead', guarded && typed),
    preferred: () => {
      const edits = written('alone', false);
      // Of what the type checker has narrowed to several classes it has to be asked whether the property is there.
      const asks = typed && edits.length === 1 && node.type === 'MemberExpression';
      const other = within(source, node, edits.length === 1 && typed && !asks ? written('alone', true) : edits);
      const text = asText(source, node);
      const either = asks
        ? `'${instead}' in ${asText(source, object)} ? ${other.text} : ${text}`
        : `${other.text} ?? ${text}`;
      const whole = standsAlone(source, node) ? either : `(${either})`;
      return [{ start: startOf(node), end: endOf(node), text: whole }, ...other.outside];
    },
  };
}

/** `e.code ?? e.status` has both already, in the order that misses the new one. */
function swapped(source: Source, node: Node, key: Edit): readonly Edit[] | undefined {
  const parent = scopesOf(source).parentOf(node);
  if (parent?.node.type !== 'LogicalExpression' || parent.key !== 'left' || parent.node.operator === '&&')
    return undefined;
  const { right } = parent.node;
  const other = within(source, node, [key]).text;
  if (asText(source, right) !== other) return undefined;
  return [
    { start: startOf(node), end: endOf(node), text: other },
    { start: startOf(right), end: endOf(right), text: asText(source, node) },
  ];
}

/** The text of a node after those of the edits that lie in it, and the others. */
function within(source: Source, node: Node, edits: readonly Edit[]): { text: string; outside: readonly Edit[] } {
  const from = startOf(node);
  const inside = edits.filter(({ start, end }) => start >= from && end <= endOf(node));
  const moved = inside.map(({ start, end, text }) => ({ start: start - from, end: end - from, text }));
  return { text: applyEdits(asText(source, node), moved), outside: edits.filter((edit) => !inside.includes(edit)) };
}

/** True where an operator inside the expression needs no parentheses. */
function standsAlone(source: Source, node: Node): boolean {
  if (node.extra?.['parenthesized'] === true) return true;
  const parent = scopesOf(source).parentOf(node);
  switch (parent?.node.type) {
    case 'SwitchStatement':
    case 'ReturnStatement':
    case 'VariableDeclarator':
    case 'TemplateLiteral':
    case 'ArrayExpression':
    case 'ObjectProperty':
    case 'IfStatement':
      return true;
    case 'LogicalExpression':
      return parent.node.operator === '??';
    case 'ConditionalExpression':
      return parent.key !== 'test';
    case 'ArrowFunctionExpression':
      return parent.key === 'body';
    case 'AssignmentExpression':
      return parent.key === 'right';
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return parent.key === 'arguments';
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.key === 'property';
    default:
      return false;
  }
}

/** `'code' in e`. Where both are read it stays: what has a status has a code as well. */
function presence(source: Source, node: Node, key: Node, object: Node, renaming: Renaming): PropertyRead {
  return {
    node,
    base: asText(source, object),
    form: 'in',
    renamed: () => [{ start: startOf(key), end: endOf(key), text: keyText(source, key, renaming.instead) }],
    preferred: () => [],
  };
}

/** `Object.hasOwn(e, 'code')`, `e.hasOwnProperty('code')`. v2 computes its status in the class, so `in` has to ask. */
function ownPresence(
  source: Source,
  node: Node & { readonly type: 'CallExpression' },
  renaming: Renaming,
): PropertyRead | undefined {
  const { callee } = node;
  if (callee.type !== 'MemberExpression') return undefined;
  const name = nameOf(callee.property);
  const key = node.arguments.at(-1);
  if (key === undefined || nameOf(key) !== renaming.property) return undefined;
  const first = node.arguments[0];
  const object =
    name === 'hasOwnProperty' && node.arguments.length === 1
      ? callee.object
      : (name === 'hasOwn' || name === 'call') && node.arguments.length === 2
        ? first
        : undefined;
  if (object === undefined) return undefined;
  const asked = `'${renaming.instead}' in ${asText(source, object)}`;
  const parent = scopesOf(source).parentOf(node)?.node.type;
  const text = parent === 'UnaryExpression' || parent === 'BinaryExpression' ? `(${asked})` : asked;
  return {
    node,
    base: asText(source, object),
    form: 'in',
    renamed: () => [{ start: startOf(node), end: endOf(node), text }],
    preferred: () => [],
  };
}

/** `Reflect.get(e, 'code')`, `Reflect.has(e, 'code')`. */
function reflectRead(
  source: Source,
  node: Node & { readonly type: 'CallExpression' },
  renaming: Renaming,
): PropertyRead | undefined {
  const { callee } = node;
  const [object, key] = node.arguments;
  if (callee.type !== 'MemberExpression' || nameOf(callee.object) !== 'Reflect' || object === undefined)
    return undefined;
  if (key?.type !== 'StringLiteral' || key.value !== renaming.property) return undefined;
  const name = nameOf(callee.property);
  if (name === 'has') return presence(source, node, key, object, renaming);
  if (name !== 'get') return undefined;
  const edit = { start: startOf(key), end: endOf(key), text: keyText(source, key, renaming.instead) };
  return {
    node,
    base: asText(source, object),
    form: 'member',
    renamed: () => [edit],
    preferred: () => {
      const either = `${within(source, node, [edit]).text} ?? ${asText(source, node)}`;
      return [{ start: startOf(node), end: endOf(node), text: standsAlone(source, node) ? either : `(${either})` }];
    },
  };
}

function patternRead(
  source: Source,
  node: Node & { readonly type: 'ObjectPattern' },
  renaming: Renaming,
): PropertyRead | undefined {
  const held = node.properties.find((each) => each.type === 'ObjectProperty' && nameOf(each.key) === renaming.property);
  if (held?.type !== 'ObjectProperty' || held.computed) return undefined;
  const start = startOf(held.key);
  const key = held.shorthand
    ? { start, end: start, text: `${renaming.instead}: ` }
    : { start, end: endOf(held.key), text: renaming.instead };
  return {
    node,
    base: undefined,
    form: 'pattern',
    renamed: () => [key, ...patternTypes(source, node, renaming, 'instead')],
    preferred: () => undefined,
  };
}

/** The written type that a pattern takes apart, be it its own or that of a cast. */
export function patternTypes(source: Source, pattern: Node, renaming: Renaming, way: Way): readonly Edit[] {
  if (source.language === 'js') return [];
  const own = annotationOf(pattern);
  if (own !== undefined) return castEdits(source, own, renaming, 'beside');
  const parent = scopesOf(source).parentOf(pattern)?.node;
  if (parent?.type !== 'VariableDeclarator' || !parent.init) return [];
  return admission(source, parent.init, renaming, way).edits;
}

function keyText(source: Source, key: Node, instead: string): string {
  if (key.type !== 'StringLiteral') return instead;
  const quote = source.text[startOf(key)] ?? "'";
  return `${quote}${instead}${quote}`;
}

// Whether the error itself arrives where it is tested, or only what somebody made of it: a copy has neither the code nor
// the class. Followed backwards through names, predicates and wrappers, in this file and in others.

import type { Function as FunctionNode, Node } from '@babel/types';
import { definitionOf } from '../../links.ts';
import { contains, scopesOf, sourceOf, writtenAs } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap } from '../../tree.ts';
import { callSites } from '../names/call-sites.ts';
import { functionOf } from '../names/callee.ts';
import { frameOf } from '../vector/condition.ts';
import { functionName, isFunction } from '../language/functions.ts';
import { hasCause, keepsCause } from './keeps-cause.ts';
import { returnsOf, testedAsError, throwsOf } from './leaving.ts';
import { patternPaths } from '../language/patterns.ts';
import type { Place } from '../names/world.ts';

/** What becomes of the error on one way. `wrapped` keeps it as its `cause`. */
export interface Arrival {
  readonly kind: 'itself' | 'wrapped' | 'copied';
  /** What makes the copy, or wraps: `scrub`, `new ToolFailed`. */
  readonly by: string;
  readonly at: Node;
  /** Only its text, not a copy of the error. */
  readonly text?: true;
}

interface Walk {
  readonly source: Source;
  readonly visited: Set<Node>;
}

/** Every way on which something arrives at a place; none where that is not to be seen. */
export function arrivalsAt(source: Source, { root, path }: Place): readonly Arrival[] {
  const walk: Walk = { source, visited: new Set() };
  const found = ofRoot(walk, root, path);
  return path.length === 0 ? found : found.map(opened);
}

/** `x.cause` of what keeps the error as its cause is the error. */
function opened(arrival: Arrival): Arrival {
  return arrival.kind === 'wrapped' ? { ...arrival, kind: 'itself' } : arrival;
}

function ofRoot(walk: Walk, root: Node, path: readonly string[]): readonly Arrival[] {
  const { source } = walk;
  if (walk.visited.has(root)) return [];
  walk.visited.add(root);
  const scopes = scopesOf(source);
  const binding = scopes.bindingOf(root);
  const declared = binding?.declarations[0];
  if (declared?.node.type === 'VariableDeclarator') return ofVariable(walk, declared.node, root, path);
  const owner = frameOf(root, scopes);
  if (owner?.type === 'CatchClause' && owner.param && contains(owner.param, root)) {
    const parent = scopes.parentOf(owner)?.node;
    return parent?.type === 'TryStatement' ? throwsFrom(walk, parent.block) : [];
  }
  if (owner === undefined || !isFunction(owner)) return [];
  const index = owner.params.findIndex((param) => contains(param, root));
  return index < 0 ? [] : ofParameter(walk, owner, index, path);
}

function ofVariable(
  walk: Walk,
  declarator: Node & { readonly type: 'VariableDeclarator' },
  root: Node,
  path: readonly string[],
): readonly Arrival[] {
  const { source } = walk;
  const scopes = scopesOf(source);
  const loop = scopes.parentOf(scopes.parentOf(declarator)?.node ?? declarator)?.node;
  if (loop?.type === 'ForOfStatement') return ofValue(walk, loop.right, path);
  const taken = patternPaths(declarator.id).find(({ identifier }) => identifier === root)?.path ?? ['*'];
  const written = (scopes.bindingOf(root)?.references ?? []).flatMap(({ node, write }) => {
    const parent = write ? scopes.parentOf(node)?.node : undefined;
    return parent?.type === 'AssignmentExpression' && parent.left === node ? [parent.right] : [];
  });
  const values = declarator.init ? [declarator.init, ...written] : written;
  return values.flatMap((value) => ofValue(walk, value, [...taken, ...path]));
}

/** A parameter: what callers hand in. Handlers get what their receiver rejects with. */
function ofParameter(walk: Walk, owner: FunctionNode, index: number, path: readonly string[]): readonly Arrival[] {
  const source = sourceOf(owner) ?? walk.source;
  const scopes = scopesOf(source);
  const parent = scopes.parentOf(owner)?.node;
  const handed = parent && handedTo(walk, parent, owner, path);
  if (handed !== undefined) return handed;
  const name = functionName(owner, scopes);
  if (name === undefined) return [];
  return callSites(source, owner, name).flatMap(({ call, bare }) => {
    if (bare !== undefined) return handedTo(walk, bare, call, path) ?? [];
    if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return [];
    const argument = call.arguments[index];
    return argument === undefined || contains(owner, call) ? [] : ofValue(walk, argument, path);
  });
}

const overItems = /^(some|every|find|findLast|filter|map|flatMap|forEach|findIndex)$/;

/** A function as an argument: the rejections of a promise, the items of a list, the data of a message. */
function handedTo(walk: Walk, parent: Node, handler: Node, path: readonly string[]): readonly Arrival[] | undefined {
  if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') {
    const name = nameOf(parent.left.property) ?? '';
    return /^onmessage$/.test(name) ? [copy('a message', handler)] : undefined;
  }
  if (parent.type !== 'CallExpression' && parent.type !== 'OptionalCallExpression') return undefined;
  const { callee } = parent;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  const name = nameOf(callee.property) ?? '';
  if (name === 'catch' || (name === 'then' && parent.arguments[1] === handler)) return throwsFrom(walk, callee.object);
  if (overItems.test(name)) return ofValue(walk, callee.object, ['*', ...path]);
  const [event] = parent.arguments;
  const isMessage = event?.type === 'StringLiteral' && event.value === 'message';
  return isMessage && /^(on|once|addListener|addEventListener)$/.test(name) ? [copy('a message', handler)] : undefined;
}

function copy(by: string, at: Node): Arrival {
  return { kind: 'copied', by, at };
}

function text(by: string, at: Node): Arrival {
  return { kind: 'copied', by, at, text: true };
}

/** What an expression is, given that an error goes into it. `path` is what is read from it afterwards. */
function ofValue(walk: Walk, node: Node, path: readonly string[]): readonly Arrival[] {
  const value = unwrap(node);
  switch (value.type) {
    case 'Identifier': {
      const found = definitionOf(value);
      if (found?.kind === 'value') return ofValue(walk, found.node, path);
      const root = found?.kind === 'binding' ? found.binding.declarations[0]?.identifier : undefined;
      return root === undefined ? [] : ofRoot(walk, root, path);
    }
    case 'AwaitExpression':
      return ofValue(walk, value.argument, path);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return ofMember(walk, value, path);
    case 'ConditionalExpression':
      return ofChoice(walk, value, path);
    case 'LogicalExpression':
      return either(ofValue(walk, value.left, path), () => ofValue(walk, value.right, path));
    case 'CallExpression':
    case 'OptionalCallExpression':
      return ofCall(walk, value, path);
    case 'NewExpression':
      return [made(walk.source, value)];
    case 'ArrayExpression':
      return value.elements.flatMap((item) => (item === null ? [] : ofValue(walk, item, path.slice(1))));
    case 'SpreadElement':
      return ofValue(walk, value.argument, ['*', ...path]);
    case 'ObjectExpression':
      return ofObject(walk, value, path);
    case 'StringLiteral':
    case 'TemplateLiteral':
      return [text('a text', value)];
    default:
      return [];
  }
}

/** `e instanceof Error ? e : new Error(String(e))` keeps errors; so does `e ?? new Error()`. */
function either(left: readonly Arrival[], right: () => readonly Arrival[]): readonly Arrival[] {
  const kept = left.length === 0 || left.some(({ kind }) => kind !== 'copied');
  return kept ? left : [...left, ...right()];
}

function ofChoice(
  walk: Walk,
  { test, consequent, alternate }: Node & { readonly type: 'ConditionalExpression' },
  path: readonly string[],
): readonly Arrival[] {
  const sides = [ofValue(walk, consequent, path), ofValue(walk, alternate, path)] as const;
  const asked = testedAsError(walk.source, test);
  const at = [consequent, alternate].findIndex((side) => asked.includes(nameOf(unwrap(side)) ?? ''));
  const kept = sides[at];
  return kept === undefined ? [...sides[0], ...sides[1]] : kept;
}

const holders = /^(cause|reason|error|err|errors|exception|originalError|innerError|inner|original|detail|lastError)$/;

function ofMember(
  walk: Walk,
  { object, property, computed }: Node & { readonly type: 'MemberExpression' | 'OptionalMemberExpression' },
  path: readonly string[],
): readonly Arrival[] {
  const name = computed ? '*' : (nameOf(property) ?? '*');
  const found = ofValue(walk, object, [name, ...path]);
  if (name === '*' || holders.test(name)) return found.map(opened);
  return /^(message|stack|name)$/.test(name) && path.length === 0 ? [text(`its ${name}`, property)] : found;
}

const passingOn = /^(catch|then|finally|at|pop|shift|values|entries|slice|concat|filter|flat|reverse|find|findLast)$/;

function ofCall(
  walk: Walk,
  call: Node & { readonly type: 'CallExpression' | 'OptionalCallExpression' },
  path: readonly string[],
): readonly Arrival[] {
  const { source } = walk;
  const callee = unwrap(call.callee);
  const local = functionOf(source, callee);
  if (local !== undefined) {
    if (walk.visited.has(local)) return [];
    walk.visited.add(local);
    return returnsOf(source, local).flatMap((value) => ofValue(walk, value, path));
  }
  if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
    const name = nameOf(callee.property) ?? '';
    const of = nameOf(callee.object);
    if (of === 'Promise')
      return call.arguments.flatMap((item) => (path.includes('reason') ? [] : ofValue(walk, item, path)));
    if (of === 'Object' && /^(assign|freeze|values|entries)$/.test(name)) return ofAssigned(walk, call, path);
    if (name === 'catch' || name === 'then') {
      return call.arguments.flatMap((item) => {
        const handler = isFunction(item) ? item : functionOf(source, item);
        return handler === undefined ? [] : returnsOf(source, handler).flatMap((value) => ofValue(walk, value, path));
      });
    }
    if (passingOn.test(name)) return ofValue(walk, callee.object, path);
    const made = /^(?:flatMap|map)$/.test(name) ? call.arguments[0] : undefined;
    const each = made && (isFunction(made) ? made : functionOf(source, made));
    if (each !== undefined)
      return returnsOf(source, each).flatMap((value) => ofValue(walk, value, name === 'map' ? path.slice(1) : path));
  }
  return [nameOf(callee) === 'String' ? text('String', call) : copy(calleeText(callee), call)];
}

/** `Object.assign(e, ...)` is `e`; with a `cause` among what is assigned, a wrapper. */
function ofAssigned(
  walk: Walk,
  { arguments: [target, ...rest] }: Node & { readonly type: 'CallExpression' | 'OptionalCallExpression' },
  path: readonly string[],
): readonly Arrival[] {
  const found = target ? ofValue(walk, target, path) : [];
  return rest.some(hasCause) ? found.map((arrival) => ({ ...arrival, kind: 'wrapped' as const })) : found;
}

function calleeText(callee: Node): string {
  const written = writtenAs(callee).replace(/\s+/g, '');
  return written.length > 40 ? `${written.slice(0, 37)}...` : written;
}

function made(source: Source, node: Node & { readonly type: 'NewExpression' }): Arrival {
  const by = `new ${calleeText(node.callee)}`;
  return { kind: keepsCause(source, node) ? 'wrapped' : 'copied', by, at: node };
}

/** `{ ...e }` is a copy; `{ error: e }` holds it under a name. */
function ofObject(
  walk: Walk,
  literal: Node & { readonly type: 'ObjectExpression' },
  [name, ...rest]: readonly string[],
): readonly Arrival[] {
  const held = literal.properties.find(
    (each) => each.type === 'ObjectProperty' && name !== undefined && nameOf(each.key) === name,
  );
  if (held?.type === 'ObjectProperty') return ofValue(walk, held.value, rest);
  return name === undefined || name === '*' ? [copy('an object literal', literal)] : [];
}

/** What reaches the catch around a block, as far as the functions of this file throw anything of their own making. */
function throwsFrom(walk: Walk, block: Node): readonly Arrival[] {
  return throwsOf(walk.source, block).flatMap(({ kind, at }): readonly Arrival[] => {
    if (kind === 'request') return [{ kind: 'itself', by: '', at }];
    const declared = scopesOf(walk.source).bindingOf(at)?.declarations[0];
    const elsewhere = declared?.kind === 'import' && definitionOf(at)?.kind !== 'binding';
    return elsewhere ? [copy(nameOf(at) ?? '', at)] : ofValue(walk, at, []);
  });
}

// Which statements of a body a run for one condition passes over: those that say nothing of the error, set nothing that the
// condition reads and do not leave. A long body is run so in a few steps.

import type { Node } from '@babel/types';
import { type Binding, scopesOf, type Scopes } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { eachChild, walk } from '../../tree.ts';
import { closureOf } from '../names/closure.ts';
import { isClass, isFunction } from '../language/functions.ts';

/** True for a statement that can be passed over. */
export type Slice = (statement: Node) => boolean;

const made = new WeakMap<Node, WeakMap<Node, WeakMap<Node, Slice>>>();

/** For a condition that is asked when `moment` comes by, with an error at `root`, in the body of `owner`. */
export function sliceOf(source: Source, condition: Node, moment: Node, root: Node, owner: Node): Slice {
  const byRoot = made.get(condition) ?? new WeakMap<Node, WeakMap<Node, Slice>>();
  made.set(condition, byRoot);
  const byOwner = byRoot.get(root) ?? new WeakMap<Node, Slice>();
  byRoot.set(root, byOwner);
  const known = byOwner.get(owner) ?? makeSlice(source, condition, moment, root, owner);
  byOwner.set(owner, known);
  return known;
}

/** What a statement does, as far as it matters. */
interface Traits {
  /** It names the error, something made of it, or something that the condition reads. */
  readonly speaks: boolean;
  readonly leaves: boolean;
  readonly holdsMoment: boolean;
}

function makeSlice(source: Source, condition: Node, moment: Node, root: Node, owner: Node): Slice {
  const scopes = scopesOf(source);
  const names = new Set([...madeOf(scopes, root, owner), ...readBy(source, condition)]);
  const selfCounts = isClass(root);
  const traits = new Map<Node, Traits>();
  const look = (node: Node): Traits => {
    let speaks = (selfCounts && node.type === 'ThisExpression') || (isName(node) && names.has(scopes.bindingOf(node)));
    let leaves = /^(?:Return|Throw|Break|Continue)Statement$/.test(node.type);
    let holdsMoment = node === moment || node === condition;
    eachChild(node, (child) => {
      const inner = look(child);
      speaks ||= inner.speaks;
      leaves ||= inner.leaves && !isFunction(child);
      holdsMoment ||= inner.holdsMoment;
    });
    const found = { speaks, leaves, holdsMoment };
    if (isStatement(node)) traits.set(node, found);
    return found;
  };
  look(owner);
  const within = (statement: Node): boolean => {
    for (let at = scopes.parentOf(statement)?.node; at !== undefined && at !== owner; at = scopes.parentOf(at)?.node) {
      const around = traits.get(at);
      // What speaks of the error is run with all that is in it.
      if (isFunction(at) || (around?.speaks === true && !around.holdsMoment)) return false;
    }
    return true;
  };
  const answers = new Map<Node, boolean>();
  return (statement) => {
    let answer = answers.get(statement);
    if (answer === undefined) {
      const own = traits.get(statement);
      answer = own !== undefined && !own.speaks && !own.leaves && !own.holdsMoment && within(statement);
      answers.set(statement, answer);
    }
    return answer;
  };
}

function isStatement({ type }: Node): boolean {
  return /Statement$|^VariableDeclaration$/.test(type) && type !== 'BlockStatement';
}

function isName({ type }: Node): boolean {
  return type === 'Identifier' || type === 'JSXIdentifier';
}

/** The names at the root, and those of the body that are given something made of them, however far. */
function madeOf(scopes: Scopes, root: Node, owner: Node): ReadonlySet<Binding | undefined> {
  const found = new Set<Binding | undefined>();
  walk(root, (node) => {
    const binding = isName(node) && !isClass(root) ? scopes.bindingOf(node) : undefined;
    if (binding !== undefined) found.add(binding);
    return !isClass(root);
  });
  for (let size = -1; size !== found.size;) {
    size = found.size;
    walk(owner, (node) => {
      for (const [target, value] of givings(node)) {
        if (!mentions(scopes, value, found)) continue;
        walk(target, (inner) => {
          const binding = isName(inner) ? scopes.bindingOf(inner) : undefined;
          if (binding !== undefined) found.add(binding);
          return undefined;
        });
      }
      return undefined;
    });
  }
  return found;
}

/** What is set to what: declarations, assignments, the variable of a loop. */
function givings(node: Node): readonly (readonly [Node, Node])[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.init ? [[node.id, node.init]] : [];
    case 'AssignmentExpression':
      return [[node.left, node.right]];
    case 'ForOfStatement':
    case 'ForInStatement':
      return [[node.left, node.right]];
    default:
      return [];
  }
}

function mentions(scopes: Scopes, node: Node, names: ReadonlySet<Binding | undefined>): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= isName(inner) && names.has(scopes.bindingOf(inner));
    return !found;
  });
  return found;
}

/** Variables that the condition reads, itself or through what it calls and names. */
function readBy(source: Source, condition: Node): readonly Binding[] {
  const scopes = scopesOf(source);
  const found = new Set<Binding>();
  for (const part of closureOf(source, condition)) {
    walk(part, (node) => {
      const binding = isName(node) ? scopes.bindingOf(node) : undefined;
      if (binding?.declarations.some((declared) => declared.node.type === 'VariableDeclarator') === true) {
        found.add(binding);
      }
      return undefined;
    });
  }
  return [...found];
}

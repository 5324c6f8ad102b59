// What an expression stands for, as far as names lead: a function, a class, an object or another value, be it declared in
// this file or in another one.

import type { Function as FunctionNode, Node } from '@babel/types';
import { type Definition, definitionOf } from '../../links.ts';
import { isConstant, sourceOf, scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap } from '../../tree.ts';
import { memberIn, propertyName } from './class-line.ts';
import { above, isClass, isFunction } from '../language/functions.ts';
import { instanceOf } from './instances.ts';
import { perRound } from './per-round.ts';

const deepest = 8;

/** The function that a callee or a handed-on name means; undefined where that is not known, or of a package. */
export function functionOf(_source: Source, named: Node): FunctionNode | undefined {
  const node = standsFor(named);
  return node !== undefined && isFunction(node) ? node : undefined;
}

/** The function, class, object literal or initialiser that an expression leads to; the expression itself where it is none of these names. */
export function standsFor(named: Node, depth = 0): Node | undefined {
  const node = unwrap(named);
  if (depth > deepest) return undefined;
  return values(node, depth, () => valueBehind(node, depth));
}

const values = perRound<Node>();

function valueBehind(node: Node, depth: number): Node | undefined {
  switch (node.type) {
    case 'Identifier':
      return behind(definitionOf(node), depth);
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const linked = definitionOf(node);
      return linked === undefined ? behindMember(node, depth) : behind(linked, depth);
    }
    case 'CallExpression': {
      const [given] = node.arguments;
      return given && handsOn(node.callee) ? standsFor(given, depth + 1) : node;
    }
    default:
      return node;
  }
}

const wrappers =
  /^(?:freeze|useCallback|useMemoizedFn|useEvent|useEffectEvent|useStableCallback|memo|memoize|memoizeOne|once|debounce|throttle|markRaw)$/;

/** True for a callee that gives back the function, or thing, it is given first: `useCallback(f, [])`, `Object.freeze(x)`. */
export function handsOn(callee: Node): boolean {
  return isWrapper(callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee));
}

/** The same by name alone. */
export function isWrapper(name: string | undefined): boolean {
  return name !== undefined && wrappers.test(name);
}

function behind(found: Definition | undefined, depth: number): Node | undefined {
  if (found?.kind === 'value') return standsFor(found.node, depth + 1);
  if (found?.kind !== 'binding') return undefined;
  const { binding } = found;
  const [declared] = binding.declarations.filter(({ kind }) => kind !== 'type');
  if (declared === undefined) return undefined;
  const { kind, node } = declared;
  if (kind === 'function' || kind === 'class' || kind === 'enum') return node;
  if (node.type !== 'VariableDeclarator' || !node.init) return undefined;
  if (node.id.type === 'Identifier') {
    const init = unwrap(node.init);
    return isConstant(binding) ? standsFor(init, depth + 1) : isFunction(init) ? init : undefined;
  }
  // `const { isGone } = checks`
  const property = node.id.type === 'ObjectPattern' ? keyOf(node.id, declared.identifier) : undefined;
  const object = property === undefined ? undefined : standsFor(node.init, depth + 1);
  return object && property !== undefined ? memberOfValue(object, property, depth) : undefined;
}

function keyOf(pattern: Node & { readonly type: 'ObjectPattern' }, identifier: Node | undefined): string | undefined {
  const property = pattern.properties.find((each) => each.type === 'ObjectProperty' && each.value === identifier);
  return property?.type === 'ObjectProperty' && !property.computed ? nameOf(property.key) : undefined;
}

function behindMember(
  node: Node & { readonly type: 'MemberExpression' | 'OptionalMemberExpression' },
  depth: number,
): Node | undefined {
  const name = propertyName(node);
  if (name === undefined) return undefined;
  const source = sourceOf(node);
  if (node.object.type === 'ThisExpression' && source !== undefined) {
    const owner = above(node, scopesOf(source), isClass);
    return owner && memberIn(owner, name);
  }
  const object = standsFor(node.object, depth + 1);
  const member = object && memberOfValue(object, name, depth);
  if (member !== undefined) return member;
  const instance = instanceOf(node.object, depth + 1);
  return instance?.kind === 'class' ? memberIn(instance.node, name) : undefined;
}

/** A property of an object literal, a static member of a class. */
function memberOfValue(object: Node, name: string, depth: number): Node | undefined {
  if (isClass(object)) return memberIn(object, name);
  if (object.type !== 'ObjectExpression') return undefined;
  for (const property of object.properties) {
    if (property.type === 'SpreadElement' || property.computed || nameOf(property.key) !== name) continue;
    return property.type === 'ObjectMethod' ? property : standsFor(property.value, depth + 1);
  }
  return undefined;
}

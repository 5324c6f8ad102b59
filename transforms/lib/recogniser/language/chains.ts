// Members and calls: what a chain of them reads, on which object, and where an optional one ends early.

import type * as t from '@babel/types';
import { nameOf } from '../../tree.ts';
import { homeOf, newTargetOf, superCall } from './classes.ts';
import { toKey } from './coerce.ts';
import { selfOf, type Environment } from './environment.ts';
import { takeItems } from './iterators.ts';
import { burn, deeper, longestList, OutOfFuel, type Machine } from './machine.ts';
import { readMember } from './members.ts';
import { inherited } from './properties.ts';
import { settledValue } from './heap.ts';
import { isUnknown, unknown, type Value } from './value.ts';

/** The value of a member or call, and the object it was read from; `short` where an optional chain ended early. */
export interface Link {
  readonly value: Value;
  readonly self: Value;
  readonly short: boolean;
}

/** Reads a member or call. */
export function chain(node: t.Node, environment: Environment, machine: Machine): Link {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      if (node.object.type === 'Super') return superMember(node, environment, machine);
      const of = link(node.object, environment, machine);
      if (of.short) return of;
      if (node.type === 'OptionalMemberExpression' && node.optional && of.value == null) return ended;
      if (isUnknown(of.value)) machine.risks++;
      const key = propertyKey(node, environment, machine);
      const value = key === undefined ? unknown('a property of unknown name') : readMember(of.value, key, machine);
      return { value, self: of.value, short: false };
    }
    case 'CallExpression':
    case 'OptionalCallExpression':
      return called(node, environment, machine);
    default:
      return { value: machine.evaluate(node, environment), self: undefined, short: false };
  }
}

function called(node: t.CallExpression | t.OptionalCallExpression, environment: Environment, machine: Machine): Link {
  const { callee } = node;
  const plain = (value: Value): Link => ({ value, self: undefined, short: false });
  if (callee.type === 'Import') return plain(machine.world.name(node, 'import()'));
  if (callee.type === 'V8IntrinsicIdentifier') return plain(unknown('an intrinsic'));
  const of = callee.type === 'Super' ? plain(undefined) : link(callee, environment, machine);
  if (of.short) return of;
  if (node.type === 'OptionalCallExpression' && node.optional && of.value == null) return ended;
  const args = argumentsOf(node.arguments, environment, machine);
  if (args === undefined) {
    machine.risks++;
    return plain(unknown('a call with unknown arguments'));
  }
  if (callee.type === 'Super')
    return plain(superCall(environment, selfOf(environment), args, newTargetOf(environment), machine));
  return plain(machine.call(of.value, args, of.self));
}

/** `super.name`: what the parent's instances, or the parent itself, have of it. */
function superMember(
  node: t.MemberExpression | t.OptionalMemberExpression,
  environment: Environment,
  machine: Machine,
): Link {
  const self = selfOf(environment);
  const parent = homeOf(environment)?.parent;
  const key = propertyKey(node, environment, machine);
  if (parent === undefined || key === undefined) return { value: unknown('super'), self, short: false };
  const found = inherited(parent, key);
  if (found === undefined) return { value: unknown('super'), self, short: false };
  if ('value' in found) return { value: found.value, self, short: false };
  const getter = found.accessor.get;
  return { value: getter === undefined ? undefined : machine.call(getter, [], self), self, short: false };
}

/** `before` may stand in for a link of a chain as well. */
function link(node: t.Node, environment: Environment, machine: Machine): Link {
  const isLink = /^(Optional)?(Member|Call)Expression$/.test(node.type) && node.extra?.['parenthesized'] !== true;
  if (!isLink) return { value: machine.evaluate(node, environment), self: undefined, short: false };
  burn(machine);
  const instead = machine.world.before?.(node, environment);
  if (instead !== undefined) return { value: instead.value, self: undefined, short: false };
  deeper(machine);
  try {
    return chain(node, environment, machine);
  } finally {
    machine.nesting--;
  }
}

const ended: Link = { value: undefined, self: undefined, short: true };

/** The name of the property a member expression reads, or undefined where it is not known. */
export function propertyKey(
  node: t.MemberExpression | t.OptionalMemberExpression,
  environment: Environment,
  machine: Machine,
): string | undefined {
  if (node.property.type === 'PrivateName') return `#${node.property.id.name}`;
  if (!node.computed) return nameOf(node.property);
  return toKey(settledValue(machine.evaluate(node.property, environment)), machine);
}

/** The arguments of a call, spread ones taken apart; undefined where one cannot be. */
export function argumentsOf(
  nodes: readonly (t.Node | null)[],
  environment: Environment,
  machine: Machine,
): Value[] | undefined {
  const args: Value[] = [];
  let known = true;
  for (const node of nodes) {
    if (node?.type !== 'SpreadElement') {
      args.push(node === null ? undefined : machine.evaluate(node, environment));
      continue;
    }
    const items = takeItems(machine.evaluate(node.argument, environment), machine);
    if (items === undefined) known = false;
    else args.push(...items);
    if (args.length > longestList) throw new OutOfFuel();
  }
  return known ? args : undefined;
}

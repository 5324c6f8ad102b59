// Members and calls: what a chain of them reads, on which object, and where an optional one ends early.

import type * as t from '@babel/types';
import { nameOf } from '../tree.ts';
import type { Environment } from './environment.ts';
import { itemsOf } from './globals.ts';
import { burn, type Machine } from './machine.ts';
import { readMember } from './members.ts';
import { isPrimitive, unknown, type Value } from './value.ts';

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
      if (node.object.type === 'Super') return { value: unknown('super'), self: undefined, short: false };
      const of = link(node.object, environment, machine);
      if (of.short) return of;
      if (node.type === 'OptionalMemberExpression' && node.optional && of.value == null) return ended;
      const key = propertyKey(node, environment, machine);
      const value = key === undefined ? unknown('a property of unknown name') : readMember(of.value, key, machine);
      return { value, self: of.value, short: false };
    }
    case 'CallExpression':
    case 'OptionalCallExpression': {
      if (
        node.callee.type === 'Super' ||
        node.callee.type === 'Import' ||
        node.callee.type === 'V8IntrinsicIdentifier'
      ) {
        return { value: importOf(node, machine), self: undefined, short: false };
      }
      const callee = link(node.callee, environment, machine);
      if (callee.short) return callee;
      if (node.type === 'OptionalCallExpression' && node.optional && callee.value == null) return ended;
      const args = argumentsOf(node.arguments, environment, machine);
      if (args === undefined) return { value: unknown('a call with unknown arguments'), self: undefined, short: false };
      return { value: machine.call(callee.value, args, callee.self), self: undefined, short: false };
    }
    default:
      return { value: machine.evaluate(node, environment), self: undefined, short: false };
  }
}

/** `before` may stand in for a link of a chain as well. */
function link(node: t.Node, environment: Environment, machine: Machine): Link {
  const isLink = /^(Optional)?(Member|Call)Expression$/.test(node.type) && node.extra?.['parenthesized'] !== true;
  if (!isLink) return { value: machine.evaluate(node, environment), self: undefined, short: false };
  burn(machine);
  const instead = machine.world.before?.(node, environment);
  return instead === undefined
    ? chain(node, environment, machine)
    : { value: instead.value, self: undefined, short: false };
}

const ended: Link = { value: undefined, self: undefined, short: true };

function importOf(node: t.CallExpression | t.OptionalCallExpression, machine: Machine): Value {
  return node.callee.type === 'Import' ? machine.world.name(node, 'import()') : unknown('super');
}

/** The name of the property a member expression reads, or undefined where it is not known. */
export function propertyKey(
  node: t.MemberExpression | t.OptionalMemberExpression,
  environment: Environment,
  machine: Machine,
): string | undefined {
  if (node.property.type === 'PrivateName') return `#${node.property.id.name}`;
  if (!node.computed) return nameOf(node.property);
  const key = machine.evaluate(node.property, environment);
  return isPrimitive(key) ? String(key) : undefined;
}

/** The arguments of a call, spread ones taken apart; undefined where one cannot be. */
export function argumentsOf(nodes: readonly t.Node[], environment: Environment, machine: Machine): Value[] | undefined {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') {
      args.push(machine.evaluate(node, environment));
      continue;
    }
    const items = itemsOf(machine.evaluate(node.argument, environment));
    if (items === undefined) return undefined;
    args.push(...items);
  }
  return args;
}

// Parameters and destructuring: which name gets which part of a value.

import type * as t from '@babel/types';
import { nameOf } from '../../tree.ts';
import { cellOf, declare, type Environment } from './environment.ts';
import { typeErrorOf } from './errors.ts';
import { write } from './heap.ts';
import { takeItems } from './iterators.ts';
import type { Machine } from './machine.ts';
import { readMember, writeMember } from './members.ts';
import { enumerableKeys } from './properties.ts';
import { toKey } from './coerce.ts';
import { ConsumerThrow, isObject, isUnknown, list, object, unknown, type Value } from './value.ts';

export type BindMode = 'declare' | 'assign';

/** Binds the parameters of a function to the arguments of a call. */
export function bindParameters(node: t.Function, args: readonly Value[], inner: Environment, machine: Machine): void {
  for (const [i, param] of node.params.entries()) {
    const target = param.type === 'TSParameterProperty' ? param.parameter : param;
    if (target.type === 'RestElement') bindPattern(target.argument, list(args.slice(i)), inner, machine, 'declare');
    else bindPattern(target, args[i], inner, machine, 'declare');
  }
}

/** Takes a value apart along a pattern. */
export function bindPattern(
  pattern: t.Node,
  value: Value,
  environment: Environment,
  machine: Machine,
  mode: BindMode,
): void {
  switch (pattern.type) {
    case 'Identifier':
      bindName(
        pattern.name,
        mode === 'declare' ? (machine.world.named?.(pattern, value) ?? value) : value,
        environment,
        machine,
        mode,
      );
      return;
    case 'AssignmentPattern':
      bindPattern(
        pattern.left,
        value === undefined ? machine.evaluate(pattern.right, environment) : value,
        environment,
        machine,
        mode,
      );
      return;
    case 'ObjectPattern':
      bindProperties(pattern, value, environment, machine, mode);
      return;
    case 'ArrayPattern': {
      const items = takeItems(value, machine);
      for (const [i, element] of pattern.elements.entries()) {
        if (element === null) continue;
        if (element.type === 'RestElement') {
          const rest = items === undefined ? unknown('the rest of an unknown list') : list(items.slice(i));
          bindPattern(element.argument, rest, environment, machine, mode);
          continue;
        }
        const item =
          items === undefined
            ? isUnknown(value)
              ? machine.world.member(value, String(i))
              : unknown('an item')
            : items[i];
        bindPattern(element, item, environment, machine, mode);
      }
      return;
    }
    case 'MemberExpression': {
      const of = machine.evaluate(pattern.object, environment);
      const name = pattern.computed
        ? toKey(machine.evaluate(pattern.property, environment), machine)
        : pattern.property.type === 'PrivateName'
          ? `#${pattern.property.id.name}`
          : nameOf(pattern.property);
      if (name !== undefined) writeMember(of, name, value, machine);
      return;
    }
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      bindPattern(pattern.expression, value, environment, machine, mode);
      return;
    default:
  }
}

function bindName(name: string, value: Value, environment: Environment, machine: Machine, mode: BindMode): void {
  const cell = mode === 'assign' ? cellOf(environment, name) : undefined;
  if (cell !== undefined) write(machine, cell, value);
  else declare(environment, name, value);
}

function bindProperties(
  pattern: t.ObjectPattern,
  value: Value,
  environment: Environment,
  machine: Machine,
  mode: BindMode,
): void {
  const taken: string[] = [];
  if (value == null) throw new ConsumerThrow(typeErrorOf(`Cannot destructure ${String(value)}`));
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      bindPattern(property.argument, withoutKeys(value, taken, machine), environment, machine, mode);
      continue;
    }
    const key = property.computed
      ? toKey(machine.evaluate(property.key, environment), machine)
      : plainKey(property.key);
    if (key !== undefined) taken.push(key);
    if (isUnknown(value)) machine.risks++;
    const item = key === undefined ? unknown('a property of unknown name') : readMember(value, key, machine);
    bindPattern(property.value, item, environment, machine, mode);
  }
}

function plainKey(key: t.Node): string | undefined {
  return key.type === 'NumericLiteral' ? String(key.value) : nameOf(key);
}

function withoutKeys(value: Value, taken: readonly string[], machine: Machine): Value {
  if (!isObject(value)) return unknown('the rest of something unknown');
  const keys = enumerableKeys(value).filter((key) => !taken.includes(key));
  return object(keys.map((key) => [key, readMember(value, key, machine)] as const));
}

/** The pattern with only what leads to one of its names, so that asking for that one reads nothing of the others. */
export function patternTo(pattern: t.Node, name: t.Node): t.Node {
  const leads = (part: t.Node): boolean => (part.start ?? 0) <= (name.start ?? 0) && (name.end ?? 0) <= (part.end ?? 0);
  if (pattern.type === 'ArrayPattern') {
    return { ...pattern, elements: pattern.elements.map((element) => (element && leads(element) ? element : null)) };
  }
  const hasRest = pattern.type === 'ObjectPattern' && pattern.properties.some(({ type }) => type === 'RestElement');
  if (pattern.type !== 'ObjectPattern' || hasRest) return pattern;
  return { ...pattern, properties: pattern.properties.filter(leads) };
}

/** Every name a pattern declares, with the properties that lead to it. Rests and computed keys are left out. */
export function patternPaths(
  pattern: t.Node,
  path: readonly string[] = [],
): readonly { readonly identifier: t.Identifier; readonly path: readonly string[] }[] {
  switch (pattern.type) {
    case 'Identifier':
      return [{ identifier: pattern, path }];
    case 'AssignmentPattern':
      return patternPaths(pattern.left, path);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element, i) =>
        element === null || element.type === 'RestElement' ? [] : patternPaths(element, [...path, String(i)]),
      );
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => {
        const key = property.type === 'ObjectProperty' && !property.computed ? nameOf(property.key) : undefined;
        return key === undefined || property.type !== 'ObjectProperty'
          ? []
          : patternPaths(property.value, [...path, key]);
      });
    default:
      return [];
  }
}

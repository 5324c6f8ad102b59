// Array and object literals.

import type * as t from '@babel/types';
import { nameOf } from '../tree.ts';
import { argumentsOf } from './chains.ts';
import type { Environment } from './environment.ts';
import type { Machine } from './machine.ts';
import { isPrimitive, list, object, unknown, type Value } from './value.ts';

/** `[...]`; unknown where a spread part is. */
export function arrayLiteral(node: t.ArrayExpression, environment: Environment, machine: Machine): Value {
  const elements = node.elements.filter((element) => element !== null);
  const items = argumentsOf(elements, environment, machine);
  return items === undefined ? unknown('a list with an unknown part') : list(items);
}

/** `{...}`; accessors and unknown parts make it unknown. */
export function objectLiteral(node: t.ObjectExpression, environment: Environment, machine: Machine): Value {
  const result = object();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const from = machine.evaluate(property.argument, environment);
      if (from == null) continue;
      if (isPrimitive(from) || from.kind !== 'object') return unknown('an object with an unknown part');
      for (const [key, item] of from.own) if (key !== 'message') result.own.set(key, item);
      continue;
    }
    const key = property.computed ? machine.evaluate(property.key, environment) : literalKey(property.key);
    if (!isPrimitive(key)) return unknown('an object with a key of unknown name');
    if (property.type === 'ObjectMethod') {
      if (property.kind === 'method')
        result.own.set(String(key), { kind: 'function', node: property, environment, self: result });
      else return unknown('an object with an accessor');
    } else {
      result.own.set(String(key), machine.evaluate(property.value, environment));
    }
  }
  return result;
}

function literalKey(key: t.Node): string | number | undefined {
  return key.type === 'NumericLiteral' ? key.value : nameOf(key);
}

// Operators that branch on, or ask for, truth in three values.

import type * as t from '@babel/types';
import type { Environment } from './environment.ts';
import type { Machine } from './machine.ts';
import { isPrimitive, isUnknown, same, toNumber, truthy, unknown, type Value } from './value.ts';

/** `!`, `typeof`, `-` and the others in front of a value. */
export function unary(node: t.UnaryExpression, environment: Environment, machine: Machine): Value {
  if (node.operator === 'delete' || node.operator === 'throw') return unknown(node.operator);
  const value = machine.evaluate(node.argument, environment);
  switch (node.operator) {
    case '!': {
      const truth = truthy(value);
      return truth === undefined ? value : !truth;
    }
    case 'typeof':
      return isUnknown(value) ? unknown('the type of something unknown') : typeName(value);
    case 'void':
      return undefined;
    default: {
      const number = toNumber(value);
      if (typeof number !== 'number') return number;
      return node.operator === '-' ? -number : node.operator === '~' ? ~number : number;
    }
  }
}

function typeName(value: Value): string {
  if (isPrimitive(value)) return typeof value;
  return value.kind === 'function' || value.kind === 'builtin' || value.kind === 'class' ? 'function' : 'object';
}

/** `&&`, `||`, `??` in three values: what cannot be known on the left may still be decided by the right. */
export function logical(operator: '&&' | '||' | '??', left: Value, right: () => Value): Value {
  if (operator === '??') return isUnknown(left) ? left : left == null ? right() : left;
  const truth = truthy(left);
  if (truth !== undefined) return truth === (operator === '&&') ? right() : left;
  const other = right();
  const deciding = truthy(other) === (operator === '||');
  return deciding && !isUnknown(other) ? operator === '||' : left;
}

/** `a ? b : c`; with `a` unknown both are asked. */
export function conditional(node: t.ConditionalExpression, environment: Environment, machine: Machine): Value {
  const test = machine.evaluate(node.test, environment);
  const truth = truthy(test);
  if (truth !== undefined) return machine.evaluate(truth ? node.consequent : node.alternate, environment);
  const left = machine.evaluate(node.consequent, environment);
  return same(left, machine.evaluate(node.alternate, environment)) ? left : test;
}

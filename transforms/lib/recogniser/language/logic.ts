// Operators that branch on, or ask for, truth in three values.

import type * as t from '@babel/types';
import { explore, joined } from './branches.ts';
import { propertyKey } from './chains.ts';
import { toPrimitive } from './coerce.ts';
import type { Environment } from './environment.ts';
import type { Machine } from './machine.ts';
import { deleteMember } from './members.ts';
import { onHost } from './methods.ts';
import {
  ConsumerThrow,
  isCallable,
  isPrimitive,
  isUnknown,
  truthy,
  unknown,
  type UnknownValue,
  type Value,
} from './value.ts';

/** `!`, `typeof`, `-` and the others in front of a value. */
export function unary(node: t.UnaryExpression, environment: Environment, machine: Machine): Value {
  if (node.operator === 'delete') return deleted(node.argument, environment, machine);
  if (node.operator === 'throw') return unknown('throw');
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
      const plain = toPrimitive(value, 'number', machine);
      if (isUnknown(plain)) return unknown(plain.why);
      return onHost(() => signed(node.operator, plain as number));
    }
  }
}

function signed(operator: string, value: number): number {
  return operator === '-' ? -value : operator === '~' ? ~value : +value;
}

function deleted(target: t.Node, environment: Environment, machine: Machine): Value {
  if (target.type !== 'MemberExpression') return unknown('delete');
  const of = machine.evaluate(target.object, environment);
  const key = propertyKey(target, environment, machine);
  return key === undefined ? unknown('delete') : deleteMember(of, key, machine);
}

function typeName(value: Value): string {
  if (isPrimitive(value)) return typeof value;
  return isCallable(value) ? 'function' : value.kind === 'symbol' ? 'symbol' : 'object';
}

/** `&&`, `||`, `??` in three values: what cannot be known on the left may still be decided by the right. */
export function logical(operator: '&&' | '||' | '??', left: Value, right: () => Value, machine: Machine): Value {
  if (operator === '??') {
    if (!isUnknown(left)) return left == null ? right() : left;
    perhapsRun(right, left, machine);
    return left;
  }
  const truth = truthy(left);
  if (!isUnknown(left)) return truth === (operator === '&&') ? right() : left;
  if (truth !== undefined) return truth === (operator === '&&') ? right() : left;
  const other = perhapsRun(right, left, machine);
  const decided = !other.threw && truthy(other.result) === (operator === '||');
  return decided ? { ...left, truth: operator === '||' } : left;
}

/** Looks at an operand that may not be evaluated; what it changes is in doubt. */
function perhapsRun(right: () => Value, test: UnknownValue, machine: Machine): ReturnType<typeof explore<Value>>[0] {
  return explore<Value>(machine, { test, ways: [right, () => undefined], goesOn: () => true })[0];
}

/** `a ? b : c`; with `a` unknown both are looked at. */
export function conditional(node: t.ConditionalExpression, environment: Environment, machine: Machine): Value {
  const test = machine.evaluate(node.test, environment);
  const truth = truthy(test);
  if (truth !== undefined) return machine.evaluate(truth ? node.consequent : node.alternate, environment);
  const [yes, no] = explore<Value>(machine, {
    test,
    ways: [() => machine.evaluate(node.consequent, environment), () => machine.evaluate(node.alternate, environment)],
    goesOn: () => true,
  });
  if (!yes.threw && !no.threw) return joined(test, yes.result, no.result);
  if (yes.threw && no.threw) throw new ConsumerThrow(yes.value);
  return yes.threw ? (no.threw ? undefined : no.result) : yes.result;
}

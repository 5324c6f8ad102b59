// The binary operators, in three values. On primitives they are the language's own.

import { looseEquals, strictEquals, toKey, toPrimitive } from './coerce.ts';
import { typeErrorOf } from './errors.ts';
import { settledValue } from './heap.ts';
import type { Machine } from './machine.ts';
import { hasProperty } from './members.ts';
import { held, onHost } from './methods.ts';
import { inherited, ownFunction } from './properties.ts';
import {
  ConsumerThrow,
  isInstance,
  isPrimitive,
  isUnknown,
  unknown,
  type ClassValue,
  type Primitive,
  type Value,
} from './value.ts';

/** `left operator right`. */
export function binary(operator: string, from: Value, to: Value, machine: Machine): Value {
  const [left, right] = [settledValue(from), settledValue(to)];
  switch (operator) {
    case '===':
      return known(strictEquals(left, right), left, right);
    case '!==':
      return negated(known(strictEquals(left, right), left, right));
    case '==':
      return known(looseEquals(left, right, machine), left, right);
    case '!=':
      return negated(known(looseEquals(left, right, machine), left, right));
    case 'instanceof':
      return instanceOf(left, right, machine);
    case 'in': {
      const key = toKey(left, machine);
      if (isUnknown(right)) return right;
      return key === undefined
        ? isUnknown(left)
          ? left
          : unknown('a key that is no text')
        : hasProperty(right, key, machine);
    }
    default:
      return arithmetic(operator, left, right, machine);
  }
}

function known(answer: boolean | undefined, left: Value, right: Value): Value {
  if (answer !== undefined) return answer;
  return withoutTruth(isUnknown(left) ? left : isUnknown(right) ? right : unknown('a comparison'));
}

/** What is compared may be known to be true or false, and what comes of it is not. */
function withoutTruth(value: Value): Value {
  if (!isUnknown(value) || value.truth === undefined) return value;
  return unknown(value.why);
}

function negated(value: Value): Value {
  return typeof value === 'boolean' ? !value : value;
}

function instanceOf(left: Value, right: Value, machine: Machine): Value {
  if (isUnknown(right))
    return isPrimitive(left) && !isUnknown(left) ? withoutTruth(right) : isUnknown(left) ? withoutTruth(left) : right;
  if (isPrimitive(right)) throw new ConsumerThrow(typeErrorOf("Right-hand side of 'instanceof' is not callable"));
  if (right.kind === 'class') {
    if (asksItself(right)) return unknown('a class that says itself what is of it');
    return isUnknown(left) ? withoutTruth(left) : isInstance(left, right);
  }
  if (isUnknown(left)) return withoutTruth(left);
  if (right.kind === 'builtin') return isInstance(left, { id: right.name });
  if (ownFunction(right, '@@hasInstance') !== undefined || right.kind === 'function')
    return unknown('instanceof something that is no class');
  void machine;
  throw new ConsumerThrow(typeErrorOf("Right-hand side of 'instanceof' is not callable"));
}

function asksItself(type: ClassValue): boolean {
  for (let current: ClassValue | undefined = type; current !== undefined; current = current.parent) {
    if (current.statics.has('@@hasInstance')) return true;
  }
  return inherited(type, '@@hasInstance') !== undefined;
}

type Operate = (left: never, right: never) => Primitive;

/** The language's own operators; the types of their operands are the interpreted program's business. */
const operators: Readonly<Record<string, Operate>> = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
  '%': (left: number, right: number) => left % right,
  '**': (left: number, right: number) => left ** right,
  '|': (left: number, right: number) => left | right,
  '&': (left: number, right: number) => left & right,
  '^': (left: number, right: number) => left ^ right,
  '<<': (left: number, right: number) => left << right,
  '>>': (left: number, right: number) => left >> right,
  '>>>': (left: number, right: number) => left >>> right,
  '<': (left: number, right: number) => left < right,
  '<=': (left: number, right: number) => left <= right,
  '>': (left: number, right: number) => left > right,
  '>=': (left: number, right: number) => left >= right,
};

function arithmetic(operator: string, left: Value, right: Value, machine: Machine): Value {
  const operate = operators[operator];
  if (operate === undefined) return unknown(`the operator ${operator}`);
  const [a, b] = [toPrimitive(left, 'number', machine), toPrimitive(right, 'number', machine)];
  if (isUnknown(a)) return withoutTruth(a);
  if (isUnknown(b)) return withoutTruth(b);
  if (typeof a === 'bigint' && typeof b === 'bigint' && operator === '**') return unknown('a very large number');
  const result = onHost(() => operate(a as never, b as never));
  return typeof result === 'string' ? held(result) : result;
}

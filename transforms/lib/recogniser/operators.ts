// The binary operators, in three values.

import { makeError, typeErrorClass } from './globals.ts';
import {
  ConsumerThrow,
  isInstance,
  isPrimitive,
  isUnknown,
  looseEquals,
  strictEquals,
  toNumber,
  toText,
  unknown,
  type Value,
} from './value.ts';

/** `left operator right`. */
export function binary(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '===':
      return known(strictEquals(left, right), left, right);
    case '!==':
      return negated(known(strictEquals(left, right), left, right));
    case '==':
      return known(looseEquals(left, right), left, right);
    case '!=':
      return negated(known(looseEquals(left, right), left, right));
    case 'instanceof':
      return instanceOf(left, right);
    case 'in':
      return hasProperty(left, right);
    case '+':
      return add(left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function known(answer: boolean | undefined, left: Value, right: Value): Value {
  if (answer !== undefined) return answer;
  return isUnknown(left) ? left : isUnknown(right) ? right : unknown('a comparison');
}

function negated(value: Value): Value {
  return typeof value === 'boolean' ? !value : value;
}

function instanceOf(left: Value, right: Value): Value {
  if (isUnknown(left)) return left;
  if (isPrimitive(left)) return false;
  if (isUnknown(right)) return right;
  if (isPrimitive(right)) throw new ConsumerThrow(makeError(typeErrorClass, ['not a class']));
  if (right.kind === 'class') return isInstance(left, right);
  return right.kind === 'builtin' ? right.name === 'Object' : unknown('instanceof something that is no class');
}

function hasProperty(left: Value, right: Value): Value {
  if (isUnknown(left) || isUnknown(right)) return isUnknown(right) ? right : left;
  if (isPrimitive(right)) throw new ConsumerThrow(makeError(typeErrorClass, ["cannot use 'in' on a primitive"]));
  if (!isPrimitive(left)) return unknown('a key that is no text');
  const key = String(left);
  switch (right.kind) {
    case 'object':
      return (
        right.own.has(key) ||
        right.getters.has(key) ||
        (right.type !== undefined && (key === 'name' || key === 'stack'))
      );
    case 'list':
      return Number(key) < right.items.length;
    default:
      return unknown('a property of something that is no plain object');
  }
}

function add(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  const texts = [toText(left), toText(right)] as const;
  if (typeof texts[0] !== 'string') return texts[0];
  if (typeof texts[1] !== 'string') return texts[1];
  const bothNumeric = isPrimitive(left) && isPrimitive(right) && typeof left !== 'string' && typeof right !== 'string';
  return bothNumeric ? Number(left) + Number(right) : texts[0] + texts[1];
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (typeof left === 'string' && typeof right === 'string') {
    switch (operator) {
      case '<':
        return left < right;
      case '<=':
        return left <= right;
      case '>':
        return left > right;
      case '>=':
        return left >= right;
      default:
    }
  }
  const [a, b] = [toNumber(left), toNumber(right)];
  if (typeof a !== 'number') return a;
  if (typeof b !== 'number') return b;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '|':
      return a | b;
    case '&':
      return a & b;
    case '^':
      return a ^ b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    default:
      return unknown(`the operator ${operator}`);
  }
}

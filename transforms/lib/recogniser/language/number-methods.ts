// Numbers, bigints and booleans: their methods, and Math. All of it is the language's own on known primitives.

import { toNumber, toPrimitive } from './coerce.ts';
import { method, onHost, plainArgs, type Method, type Methods } from './methods.ts';
import { builtin, isUnknown, object, unknown, type BuiltinValue, type Primitive, type Value } from './value.ts';

/** A method of a number, boolean or bigint. */
export function primitiveMember(value: number | boolean | bigint, name: string): Value {
  const like =
    typeof value === 'number' ? Number.prototype : typeof value === 'bigint' ? BigInt.prototype : Boolean.prototype;
  return method(methodsOf(value, like), name, value, like);
}

const exact = ['toString', 'valueOf', 'toFixed', 'toPrecision', 'toExponential'];

function methodsOf<Self>(value: Self, like: object): Methods<Self> {
  return Object.fromEntries(exact.filter((name) => name in like).map((name) => [name, own<Self>(like, name)]));
}

function own<Self>(like: object, name: string): Method<Self> {
  return (self, args, machine) => {
    const plain = plainArgs(args, machine);
    if (!Array.isArray(plain)) return plain as Value;
    const apply = Reflect.get(like, name) as (...args: readonly unknown[]) => Primitive;
    return onHost(() => Reflect.apply(apply, self, plain));
  };
}

const constants = ['PI', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2'] as const;
/** What differs from run to run, or between engines, is left out. */
const functions = [
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
] as const;

const inexact: readonly string[] = Object.getOwnPropertyNames(Math).filter(
  (name) => ![...constants, ...functions].some((known) => known === name),
);

export const math: Value = object([
  ...constants.map((name) => [name, Math[name]] as const),
  ...functions.map((name) => [name, mathFunction(name)] as const),
  ...inexact.map((name) => [name, unknown(`Math.${name}`)] as const),
]);

function mathFunction(name: (typeof functions)[number]): BuiltinValue {
  return builtin(name, (args, _, machine) => {
    const numbers: number[] = [];
    for (const arg of args) {
      const number = toNumber(arg, machine);
      if (isUnknown(number)) return number;
      numbers.push(number);
    }
    return Reflect.apply(Math[name], undefined, numbers);
  });
}

const tests = ['isInteger', 'isSafeInteger', 'isFinite', 'isNaN'] as const;
const limits = ['MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER', 'MAX_VALUE', 'MIN_VALUE', 'EPSILON', 'NaN', 'POSITIVE_INFINITY', 'NEGATIVE_INFINITY'] as const; // prettier-ignore

const parsers: readonly BuiltinValue[] = [
  builtin('parseInt', ([value, radix], _, machine) => {
    const [text, base] = [toPrimitive(value, 'text', machine), toNumber(radix, machine)];
    if (isUnknown(text)) return text;
    return isUnknown(base) ? base : Number.parseInt(String(text), base);
  }),
  builtin('parseFloat', ([value], _, machine) => {
    const text = toPrimitive(value, 'text', machine);
    return isUnknown(text) ? text : Number.parseFloat(String(text));
  }),
];

/** Functions that stand for themselves. */
export const numberFunctions: readonly BuiltinValue[] = [
  ...parsers,
  builtin('isNaN', ([value], _, machine) => withNumber(toNumber(value, machine), Number.isNaN)),
  builtin('isFinite', ([value], _, machine) => withNumber(toNumber(value, machine), Number.isFinite)),
];

export const numberStatics: readonly (readonly [string, Value])[] = [
  ...parsers.map((item) => [item.name, item] as const),
  ...tests.map((name) => [name, builtin(name, ([value]) => (isUnknown(value) ? value : Number[name](value)))] as const),
  ...limits.map((name) => [name, Number[name]] as const),
];

function withNumber(number: number | Value, use: (number: number) => boolean): Value {
  return typeof number === 'number' ? use(number) : number;
}

/** `BigInt(value)`. */
export const bigint: BuiltinValue = builtin('BigInt', ([value], _, machine) => {
  const plain = toPrimitive(value, 'number', machine);
  if (isUnknown(plain)) return plain;
  return onHost(() => BigInt(plain as string));
});

// The error classes of the language: what `new Error(...)` makes, and what the language itself throws.

import { toText } from './coerce.ts';
import type { Machine } from './machine.ts';
import {
  builtin,
  defineClass,
  isObject,
  isUnknown,
  unknown,
  type ClassValue,
  type ObjectValue,
  type Value,
} from './value.ts';

const captureStackTrace = builtin('captureStackTrace', () => undefined);
const isError = builtin('isError', ([value]) => (isUnknown(value) ? value : isObject(value) && isErrorLike(value)));

export const errorClass: ClassValue = {
  ...defineClass('Error', 'Error'),
  statics: new Map([captureStackTrace, isError].map((item) => [item.name, item])),
};

const subclass = (name: string): ClassValue => defineClass(name, name, errorClass);
export const typeErrorClass: ClassValue = subclass('TypeError');
export const domExceptionClass: ClassValue = subclass('DOMException');
const aggregateErrorClass = subclass('AggregateError');

/** The error classes by name. */
export const errorClasses: readonly ClassValue[] = [
  errorClass,
  typeErrorClass,
  domExceptionClass,
  aggregateErrorClass,
  ...['RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError'].map(subclass),
];

function isErrorLike({ type }: ObjectValue): boolean {
  for (let current = type; current !== undefined; current = current.parent) if (current === errorClass) return true;
  return false;
}

/** The class of the language that this one is, or undefined. */
export function languageError(type: ClassValue): ClassValue | undefined {
  return errorClasses.find(({ id }) => id === type.id);
}

/** An object of the class, for its constructor to fill. */
export function blank(type: ClassValue): ObjectValue {
  return { kind: 'object', type, own: new Map(), getters: new Map(), hidden: new Set(), accessors: new Map() };
}

/** What the constructor of a class of the language does to the object. */
export function fillError(error: ObjectValue, type: ClassValue, args: readonly Value[], machine?: Machine): void {
  const hide = (key: string, value: Value): void => {
    error.own.set(key, value);
    error.hidden?.add(key);
  };
  const [message, options] = type.id === 'AggregateError' ? args.slice(1) : args;
  if (message !== undefined) hide('message', toText(message, machine));
  if (type.id === 'AggregateError') hide('errors', args[0]);
  if (type.id === 'DOMException')
    hide('name', options === undefined ? 'Error' : isUnknown(options) ? options : toText(options, machine));
  if (isObject(options) && options.own.has('cause')) hide('cause', options.own.get('cause'));
  else if (isUnknown(options)) hide('cause', unknown('the options of an error'));
}

/** `new Class(message, options)` for the error classes of the language. */
export function makeError(type: ClassValue, args: readonly Value[], machine?: Machine): ObjectValue {
  const error = blank(type);
  fillError(error, type, args, machine);
  return error;
}

export function typeErrorOf(message: string): ObjectValue {
  return makeError(typeErrorClass, [message]);
}

/** What a function of the host threw (`JSON.parse` of no JSON), as the interpreted code sees it. */
export function thrownBy(error: unknown): Value {
  if (!(error instanceof Error)) return unknown('an error of the language');
  const type = errorClasses.find(({ name }) => name === error.name) ?? errorClass;
  return makeError(type, [error.message]);
}

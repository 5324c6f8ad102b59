// Reading a property, whatever the value is.

import { collectionMember, listMember, primitiveMember, regexMember, stringMember } from './builtins.ts';
import { errorClass, hasOwnProperty, makeError, typeErrorClass } from './globals.ts';
import type { Machine } from './machine.ts';
import {
  builtin,
  ConsumerThrow,
  isErrorType,
  isInstance,
  isPrimitive,
  isUnknown,
  object,
  toText,
  unknown,
  type BuiltinValue,
  type ClassValue,
  type FunctionValue,
  type ObjectValue,
  type Value,
} from './value.ts';

/** `value.name`. Throws what the language throws on null and undefined. */
export function readMember(value: Value, name: string, machine: Machine): Value {
  if (isUnknown(value)) return machine.world.member(value, name);
  if (value === null || value === undefined) {
    throw new ConsumerThrow(makeError(typeErrorClass, [`Cannot read properties of ${String(value)}`]));
  }
  if (typeof value === 'string') return stringMember(value, name, machine);
  if (isPrimitive(value)) return primitiveMember(value, name);
  switch (value.kind) {
    case 'list':
      return listMember(value, name, machine);
    case 'set':
    case 'map':
      return collectionMember(value, name, machine);
    case 'regex':
      return regexMember(value, name);
    case 'object':
      return objectMember(value, name);
    case 'class':
      return classMember(value, name);
    default:
      return functionMember(value, name, machine);
  }
}

function objectMember(value: ObjectValue, name: string): Value {
  if (value.own.has(name)) return value.own.get(name);
  if (value.getters.has(name)) return value.getters.get(name);
  switch (name) {
    case 'constructor':
      return value.type ?? object([['name', 'Object']]);
    case 'hasOwnProperty':
      return builtin('hasOwnProperty', (args) => hasOwnProperty.call(args, value));
    case 'toString':
      return builtin('toString', () => toText(value));
    case 'name':
      return isErrorType(value.type) ? errorName(value.type) : undefined;
    case 'stack':
      return isErrorType(value.type) ? toText(value) : undefined;
    default:
      return undefined;
  }
}

/** `name` comes from the prototype: the language's error classes set it, a plain subclass does not. */
function errorName(type: ClassValue | undefined): string {
  for (let current = type; current !== undefined; current = current.parent) {
    if (current.id === current.name) return current.name;
  }
  return errorClass.name;
}

function classMember(value: ClassValue, name: string): Value {
  if (name === 'name') return value.name;
  if (name === 'prototype')
    return object([
      ['constructor', value],
      ['hasOwnProperty', hasOwnProperty],
    ]);
  for (let current: ClassValue | undefined = value; current !== undefined; current = current.parent) {
    if (current.statics.has(name)) return current.statics.get(name);
  }
  // v2's error classes carry a brand, so that `isInstance` works across copies of the package.
  if (name === 'isInstance')
    return builtin('isInstance', ([item]) => (isUnknown(item) ? item : isInstance(item, value)));
  return undefined;
}

function functionMember(value: FunctionValue | BuiltinValue, name: string, machine: Machine): Value {
  if (value.kind === 'builtin' && value.statics?.has(name) === true) return value.statics.get(name);
  switch (name) {
    case 'call':
      return builtin('call', ([self, ...args]) => callOn(value, args, self, machine));
    case 'apply':
      return builtin('apply', ([self, args]) => {
        if (args === undefined) return callOn(value, [], self, machine);
        return !isPrimitive(args) && args.kind === 'list' ? callOn(value, args.items, self, machine) : unknown('apply');
      });
    case 'bind':
      return builtin('bind', ([self, ...first]) =>
        builtin('bound', (rest) => callOn(value, [...first, ...rest], self, machine)),
      );
    case 'prototype':
      return object([['hasOwnProperty', hasOwnProperty]]);
    default:
      return value.kind === 'builtin' && name === 'name' ? value.name : undefined;
  }
}

function callOn(value: FunctionValue | BuiltinValue, args: readonly Value[], self: Value, machine: Machine): Value {
  return value.kind === 'builtin' ? value.call(args, self) : machine.call(value, args, self);
}

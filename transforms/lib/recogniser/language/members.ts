// Reading, writing and asking for a property, whatever the value is.

import { errorNameOf, toKey, toText } from './coerce.ts';
import { collectionMember } from './collection-methods.ts';
import { languageError, typeErrorOf } from './errors.ts';
import { settledValue, touch } from './heap.ts';
import { iteratorMember } from './iterators.ts';
import { listMember } from './list-methods.ts';
import { hold, method, type Methods } from './methods.ts';
import { primitiveMember } from './number-methods.ts';
import { promiseMember } from './promises.ts';
import { enumerableKeys, inherited, propertyOf, type Property } from './properties.ts';
import { regexMember } from './regex.ts';
import { stringMember } from './string-methods.ts';
import { longestList, type Machine } from './machine.ts';
import {
  builtin,
  ConsumerThrow,
  isErrorType,
  isList,
  isObject,
  isPrimitive,
  isUnknown,
  unknown,
  type BuiltinValue,
  type ClassValue,
  type FunctionValue,
  type ListValue,
  type ObjectValue,
  type Value,
} from './value.ts';

/** `value.name`. Throws what the language throws on null and undefined. */
export function readMember(from: Value, name: string, machine: Machine): Value {
  const value = settledValue(from);
  if (isUnknown(value)) return machine.world.member(value, name);
  if (value === null || value === undefined) {
    throw new ConsumerThrow(typeErrorOf(`Cannot read properties of ${String(value)} (reading '${name}')`));
  }
  if (name === '__proto__') return unknown('a prototype');
  if (name === 'constructor') return constructorOf(value, machine);
  if (typeof value === 'string') return stringMember(value, name);
  if (isPrimitive(value)) return primitiveMember(value, name);
  switch (value.kind) {
    case 'list':
      return settledValue(listMember(value, name));
    case 'set':
    case 'map':
      return collectionMember(value, name);
    case 'regex':
      return regexMember(value, name);
    case 'iterator':
      return iteratorMember(value, name);
    case 'promise':
      return promiseMember(value, name);
    case 'object':
      return objectMember(value, name, machine);
    case 'class':
      return classMember(value, name, machine);
    case 'symbol':
      return unknown('a property of a symbol');
    default:
      return functionMember(value, name, machine);
  }
}

const constructors: Readonly<Record<string, string>> = {
  string: 'String', number: 'Number', boolean: 'Boolean', bigint: 'BigInt',
  list: 'Array', set: 'Set', map: 'Map', regex: 'RegExp', promise: 'Promise', object: 'Object',
}; // prettier-ignore

function constructorOf(value: Exclude<Value, null | undefined>, machine: Machine): Value {
  if (isObject(value)) {
    const own = propertyOf(value, 'constructor');
    if (own !== undefined) return readProperty(own, value, machine);
    if (value.type !== undefined) return value.type;
    if (value.bare === true) return undefined;
  }
  const name = constructors[isPrimitive(value) ? typeof value : value.kind];
  return name === undefined ? unknown('a constructor') : machine.global(name);
}

function readProperty(property: Property, self: Value, machine: Machine): Value {
  if ('value' in property) return settledValue(property.value);
  return property.accessor.get === undefined ? undefined : machine.call(property.accessor.get, [], self);
}

function objectMember(value: ObjectValue, name: string, machine: Machine): Value {
  const property = propertyOf(value, name);
  if (property !== undefined) return readProperty(property, value, machine);
  if (name.startsWith('#')) throw new ConsumerThrow(typeErrorOf(`Cannot read private member ${name}`));
  if (value.bare === true) return undefined;
  if (isErrorType(value.type)) {
    if (name === 'name') return errorNameOf(value);
    if (name === 'message') return '';
    if (name === 'stack') return stackOf(value, machine);
    if (name === 'code' && value.type?.id === 'DOMException') return unknown('the code of a DOMException');
  }
  return method(objectMethods, name, value, Object.prototype);
}

/** The first line of a stack is what `String` says of the error. */
function stackOf(value: ObjectValue, machine: Machine): Value {
  const text = toText(value, machine);
  return typeof text === 'string' ? `${text}\n    at <anonymous>` : text;
}

const objectMethods: Methods<Value> = {
  hasOwnProperty: (self: Value, [key]: readonly Value[], machine: Machine) => hasOwn(self, key, machine),
  propertyIsEnumerable: (self: Value, [key]: readonly Value[], machine: Machine): Value => {
    const name = toKey(key, machine);
    return isObject(self) && name !== undefined ? enumerableKeys(self).includes(name) : unknown('a property');
  },
  toString: (self: Value, _: readonly Value[], machine: Machine) =>
    isObject(self) ? toText(self, machine) : tagOf(self),
  valueOf: (self: Value) => self,
};

/** `Object.prototype.toString.call(value)`. */
export function tagOf(from: Value): Value {
  const value = settledValue(from);
  if (isUnknown(value)) return value;
  if (value === null) return '[object Null]';
  if (isPrimitive(value))
    return value === undefined ? '[object Undefined]' : `[object ${constructors[typeof value] ?? ''}]`;
  if (value.kind === 'object') {
    if (propertyOf(value, '@@toStringTag') !== undefined) return unknown('a text of its own');
    if (value.type?.id === 'DOMException') return '[object DOMException]';
    return isErrorType(value.type) ? '[object Error]' : '[object Object]';
  }
  if (value.kind === 'function' || value.kind === 'builtin' || value.kind === 'class') return '[object Function]';
  const name = constructors[value.kind];
  return name === undefined || 'weak' in value ? unknown('a text of its own') : `[object ${name}]`;
}

/** `Object.hasOwn(value, key)`. */
export function hasOwn(from: Value, key: Value, machine: Machine): Value {
  const [value, name] = [settledValue(from), toKey(key, machine)];
  if (isUnknown(value)) return value;
  if (name === undefined) return unknown('an unknown key');
  if (value == null) throw new ConsumerThrow(typeErrorOf('Cannot convert undefined or null to object'));
  if (typeof value === 'string') return name === 'length' || stringMember(value, name) !== undefined;
  if (isPrimitive(value)) return false;
  if (isList(value)) return name === 'length' || hasItem(value, name);
  if (!isObject(value)) return unknown('an own property of something that is no plain object');
  if (name === 'stack' && isErrorType(value.type)) return true;
  return value.own.has(name) || value.accessors?.has(name) === true;
}

function hasItem(value: ListValue, name: string): boolean {
  return (/^(?:0|[1-9]\d*)$/.test(name) && Number(name) < value.items.length) || value.match?.has(name) === true;
}

/** `key in value`. */
export function hasProperty(from: Value, key: string, machine: Machine): Value {
  const value = settledValue(from);
  if (isUnknown(value)) return value;
  if (isPrimitive(value)) throw new ConsumerThrow(typeErrorOf("Cannot use 'in' operator to search in a primitive"));
  if (value.kind === 'list') return hasItem(value, key) || key in Array.prototype;
  if (value.kind === 'set') return key in Set.prototype;
  if (value.kind === 'map') return key in Map.prototype;
  if (value.kind === 'regex') return key === 'lastIndex' || key in RegExp.prototype;
  if (value.kind !== 'object') {
    const own = readMember(value, key, machine);
    return own === undefined ? unknown('a property of a function') : isUnknown(own) ? own : true;
  }
  if (propertyOf(value, key) !== undefined) return true;
  if (value.bare === true) return false;
  if (isErrorType(value.type) && ['name', 'message', 'stack', 'toString'].includes(key)) return true;
  return key in Object.prototype;
}

function classMember(value: ClassValue, name: string, machine: Machine): Value {
  if (name === 'prototype') return prototypeOf(value);
  for (let current: ClassValue | undefined = value; current !== undefined; current = current.parent) {
    if (current.statics.has(name)) return settledValue(current.statics.get(name));
    const accessor = current.body?.staticAccessors.get(name);
    if (accessor?.get !== undefined) return machine.call(accessor.get, [], value);
    const language = languageError(current) ?? (current.id === current.name ? current : undefined);
    if (language !== undefined && name in hostOf(language.name))
      return name === 'name' ? value.name : unknown(`${language.name}.${name}`);
  }
  if (name === 'name') return value.name;
  return name in Function.prototype || value.parent === undefined ? unknown(`${value.name}.${name}`) : undefined;
}

/** What the language has under a name, to ask it for the names of its members and nothing else. */
function hostOf(name: string): object {
  const host: unknown = Reflect.get(globalThis, name);
  return typeof host === 'function' || (typeof host === 'object' && host !== null) ? host : {};
}

const errorToString = builtin('toString', (_, self, machine) =>
  isObject(self) && isErrorType(self.type) ? toText(self, machine) : unknown('the text of an error'),
);

/** `Class.prototype`, as an object that has what instances inherit. */
function prototypeOf(type: ClassValue): Value {
  const own = new Map<string, Value>([['constructor', type]]);
  for (const [name, method] of type.body?.methods ?? []) own.set(name, method);
  if (languageError(type) !== undefined) own.set('toString', errorToString);
  return {
    kind: 'object',
    type: type.parent,
    own,
    getters: new Map(),
    hidden: new Set(own.keys()),
    accessors: new Map(type.body?.accessors),
  };
}

function functionMember(value: FunctionValue | BuiltinValue, name: string, machine: Machine): Value {
  if (value.kind === 'builtin' && value.statics?.has(name) === true) return value.statics.get(name);
  switch (name) {
    case 'call':
      return builtin('call', ([self, ...args]) => callOn(value, args, self, machine));
    case 'apply':
      return builtin('apply', ([self, args]) => {
        if (args == null) return callOn(value, [], self, machine);
        return isList(args) ? callOn(value, args.items, self, machine) : unknown('apply');
      });
    case 'bind':
      return builtin('bind', ([self, ...first]) =>
        builtin('bound', (rest) => callOn(value, [...first, ...rest], self, machine)),
      );
    case 'prototype':
      return value.kind === 'builtin' ? languagePrototype(value.name) : unknown('a prototype');
    case 'name':
      return value.kind === 'builtin' ? value.name : unknown('the name of a function');
    default:
      if (value.kind === 'function') return unknown('a property of a function');
      return name in hostOf(value.name) || name in Function.prototype ? unknown(`${value.name}.${name}`) : undefined;
  }
}

function callOn(value: FunctionValue | BuiltinValue, args: readonly Value[], self: Value, machine: Machine): Value {
  return value.kind === 'builtin' ? value.call(args, self, machine) : machine.call(value, args, self);
}

/** `Array.prototype`: each method is that of what it is called on, where that is of the kind. */
function languagePrototype(name: string): Value {
  const host: unknown = Reflect.get(hostOf(name), 'prototype');
  if (typeof host !== 'object' || host === null) return unknown('a prototype');
  const methods = Object.getOwnPropertyNames(host).map((key): readonly [string, Value] => [key, borrowed(name, key)]);
  return { kind: 'object', type: undefined, own: new Map(methods), getters: new Map() };
}

function borrowed(owner: string, name: string): Value {
  if (owner === 'Object' && name === 'toString') return builtin(name, (_, self) => tagOf(self));
  if (owner === 'Object' && name === 'hasOwnProperty')
    return builtin(name, ([key], self, machine) => hasOwn(self, key, machine));
  return builtin(name, (args, self, machine) => {
    if (self == null || isUnknown(self)) return unknown(`${owner}.prototype.${name}`);
    const kind = constructors[isPrimitive(self) ? typeof self : self.kind];
    return kind === owner
      ? machine.call(readMember(self, name, machine), args, self)
      : unknown(`${owner}.prototype.${name}`);
  });
}

/** `target.name = value`. */
export function writeMember(target: Value, name: string, value: Value, machine: Machine): void {
  if (target == null) throw new ConsumerThrow(typeErrorOf(`Cannot set properties of ${String(target)}`));
  if (isPrimitive(target)) return;
  switch (target.kind) {
    case 'object': {
      const setter = setterOf(target, name);
      if (setter !== undefined) {
        machine.call(setter, [value], target);
        return;
      }
      touch(machine, target);
      target.own.set(name, value);
      return;
    }
    case 'list':
      touch(machine, target);
      writeItem(target, name, value, machine);
      return;
    case 'regex':
      touch(machine, target);
      if (name === 'lastIndex' && typeof value === 'number') target.lastIndex = value;
      else target.doubt = 'a regex that was changed';
      return;
    case 'class':
      // What a class holds is not taken back when a branch is.
      (target.statics as Map<string, Value>).set(
        name,
        machine.journal === undefined ? value : unknown('a static that changes'),
      );
      return;
    default:
      return;
  }
}

function setterOf(target: ObjectValue, name: string): FunctionValue | undefined {
  if (target.own.has(name)) return undefined;
  const accessor = target.accessors?.get(name) ?? accessorOf(inherited(target.type, name));
  return accessor?.set;
}

function accessorOf(property: Property | undefined): { readonly set?: FunctionValue } | undefined {
  return property !== undefined && 'accessor' in property ? property.accessor : undefined;
}

function writeItem(target: ListValue, name: string, value: Value, machine: Machine): void {
  const at = name === 'length' ? value : Number(name);
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || at > longestList) {
    target.doubt = 'a list that was changed';
    return;
  }
  if (name === 'length') {
    while (target.items.length < at) target.items.push(undefined);
    target.items.length = at;
    return;
  }
  while (target.items.length < at) target.items.push(undefined);
  target.items[at] = value;
  hold(target.items, machine);
}

/** `delete target.name`. */
export function deleteMember(target: Value, name: string, machine: Machine): Value {
  if (isUnknown(target) || isPrimitive(target)) return unknown('delete');
  if (!isObject(target)) {
    if (isList(target)) target.doubt = 'a list with a hole';
    return true;
  }
  touch(machine, target);
  target.own.delete(name);
  target.hidden?.delete(name);
  target.accessors?.delete(name);
  return true;
}

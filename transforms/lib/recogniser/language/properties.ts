// The properties of an object and of the class it is of, as written; what the language gives every object is members.ts.

import {
  isErrorType,
  isObject,
  type Accessor,
  type ClassValue,
  type FunctionValue,
  type ObjectValue,
  type Value,
} from './value.ts';

export type Property = { readonly value: Value } | { readonly accessor: Accessor };

/** What the name means on the object itself or through its class; undefined where neither has it. */
export function propertyOf(object: ObjectValue, name: string): Property | undefined {
  if (object.own.has(name)) return { value: object.own.get(name) };
  const accessor = object.accessors?.get(name);
  if (accessor !== undefined) return { accessor };
  if (object.getters.has(name)) return { value: object.getters.get(name) };
  return inherited(object.type, name);
}

/** What instances of a class have of it. */
export function inherited(type: ClassValue | undefined, name: string): Property | undefined {
  for (let current = type; current !== undefined; current = current.parent) {
    const method = current.body?.methods.get(name);
    if (method !== undefined) return { value: method };
    const accessor = current.body?.accessors.get(name);
    if (accessor !== undefined) return { accessor };
  }
  return undefined;
}

/** A function that the program itself gives the value under this name. */
export function ownFunction(value: Value, name: string): FunctionValue | undefined {
  const property = isObject(value) ? propertyOf(value, name) : undefined;
  if (property === undefined || !('value' in property)) return undefined;
  const found = property.value;
  return typeof found === 'object' && found !== null && found.kind === 'function' ? found : undefined;
}

/** Own keys in the order of the language: numbers first, then as they were set. Symbols and private names are no keys. */
export function ownKeys(object: ObjectValue): readonly string[] {
  const names = [...new Set([...object.own.keys(), ...(object.accessors?.keys() ?? [])])].filter(isPlainKey);
  if (isErrorType(object.type) && !names.includes('stack')) names.unshift('stack');
  const numbers = names.filter(isIndex).sort((left, right) => Number(left) - Number(right));
  return [...numbers, ...names.filter((name) => !isIndex(name))];
}

/** The keys that `Object.keys`, a spread and `for`-`in` see. */
export function enumerableKeys(object: ObjectValue): readonly string[] {
  const stack = isErrorType(object.type) && !object.own.has('stack');
  return ownKeys(object).filter((key) => object.hidden?.has(key) !== true && !(stack && key === 'stack'));
}

function isPlainKey(name: string): boolean {
  return !name.startsWith('#') && !name.startsWith('@@');
}

function isIndex(name: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(name);
}

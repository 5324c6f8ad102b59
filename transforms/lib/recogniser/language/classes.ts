// Classes of the inspected files: what their text gives instances and the class itself, and what `new` makes of them.

import type * as t from '@babel/types';
import { nameOf } from '../../tree.ts';
import { toKey } from './coerce.ts';
import { declare, frame, type Environment } from './environment.ts';
import { blank, fillError, languageError } from './errors.ts';
import type { Machine } from './machine.ts';
import {
  isObject,
  isPrimitive,
  unknown,
  type Accessor,
  type ClassValue,
  type FunctionValue,
  type ObjectValue,
  type Value,
} from './value.ts';

/** Names under which a frame holds what a program has no name for. */
const homeCell = '%home';
const newTargetCell = '%new.target';

type Member = t.Class['body']['body'][number];

/** Reads a class; `id` tells it from every other. */
export function classValue(node: t.Class, outer: Environment, machine: Machine, id: string): ClassValue {
  const parent = node.superClass ? machine.evaluate(node.superClass, outer) : undefined;
  if (node.superClass && (isPrimitive(parent) || parent.kind !== 'class')) return strangeClass(node, id);
  const environment = frame(outer);
  const statics = new Map<string, Value>();
  const body = {
    node,
    environment,
    methods: new Map<string, FunctionValue>(),
    accessors: new Map<string, Accessor>(),
    staticAccessors: new Map<string, Accessor>(),
  };
  const name = node.id?.name ?? '';
  const made: ClassValue = {
    kind: 'class',
    id,
    name,
    parent: isClassValue(parent) ? parent : undefined,
    statics,
    body,
  };
  if (node.id) declare(environment, name, made);
  const inside = frame(environment, made);
  declare(inside, homeCell, made);
  for (const member of node.body.body) readMethod(member, body, made, inside, machine);
  for (const member of node.body.body) runStatic(member, statics, inside, machine);
  return made;
}

function isClassValue(value: Value): value is ClassValue {
  return !isPrimitive(value) && value.kind === 'class';
}

/** A class whose parent is not known: none of the model errors is of it, and nothing is known of its instances. */
function strangeClass(node: t.Class, id: string): ClassValue {
  return { kind: 'class', id, name: node.id?.name ?? '', parent: undefined, statics: new Map() };
}

interface Tables {
  readonly environment: Environment;
  readonly methods: Map<string, FunctionValue>;
  readonly accessors: Map<string, Accessor>;
  readonly staticAccessors: Map<string, Accessor>;
}

function readMethod(member: Member, tables: Tables, home: ClassValue, inside: Environment, machine: Machine): void {
  if ((member.type !== 'ClassMethod' && member.type !== 'ClassPrivateMethod') || member.kind === 'constructor') return;
  const name = keyOf(member, inside, machine);
  if (name === undefined) return;
  const method: FunctionValue = {
    kind: 'function',
    node: member,
    environment: tables.environment,
    self: undefined,
    home,
  };
  if (member.kind === 'method') {
    if (member.static === true) (home.statics as Map<string, Value>).set(name, method);
    else tables.methods.set(name, method);
    return;
  }
  const accessors = member.static === true ? tables.staticAccessors : tables.accessors;
  accessors.set(name, { ...accessors.get(name), [member.kind]: method });
}

function runStatic(member: Member, statics: Map<string, Value>, inside: Environment, machine: Machine): void {
  if (member.type === 'StaticBlock') {
    machine.run({ ...member, type: 'BlockStatement', directives: [] }, inside);
    return;
  }
  if (!isField(member) || member.static !== true) return;
  const name = keyOf(member, inside, machine);
  if (name !== undefined) statics.set(name, member.value ? machine.evaluate(member.value, inside) : undefined);
}

type Field = t.ClassProperty | t.ClassPrivateProperty | t.ClassAccessorProperty;

function isField(member: Member): member is Field {
  return (
    member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty' || member.type === 'ClassAccessorProperty'
  );
}

function keyOf(
  member: Field | t.ClassMethod | t.ClassPrivateMethod,
  environment: Environment,
  machine: Machine,
): string | undefined {
  if (member.key.type === 'PrivateName') return `#${member.key.id.name}`;
  if ('computed' in member && member.computed === true)
    return toKey(machine.evaluate(member.key, environment), machine);
  return member.key.type === 'NumericLiteral' ? String(member.key.value) : nameOf(member.key);
}

/** What a static member was set to says nothing where the file writes to it later. */
export function forgetStatic({ name, statics }: ClassValue, member: string): void {
  if (statics.has(member)) (statics as Map<string, Value>).set(member, unknown(`${name}.${member}, which changes`));
}

/** `new Class(...)`; unknown where a parent is. */
export function instantiate(type: ClassValue, args: readonly Value[], machine: Machine): Value {
  for (let current: ClassValue | undefined = type; current !== undefined; current = current.parent) {
    if (current.body === undefined && languageError(current) === undefined) return unknown(`a new ${type.name}`);
  }
  const instance = blank(type);
  const result = construct(type, instance, args, type, machine);
  return isObject(result) ? result : instance;
}

/** Runs the constructor of one class of the chain on the instance. */
function construct(
  type: ClassValue,
  instance: ObjectValue,
  args: readonly Value[],
  target: ClassValue,
  machine: Machine,
): Value {
  const { body, parent } = type;
  if (body === undefined) {
    fillError(instance, type, args, machine);
    return undefined;
  }
  const written = body.node.body.body.find((member) => member.type === 'ClassMethod' && member.kind === 'constructor');
  const isBase = parent === undefined;
  if (written?.type !== 'ClassMethod') {
    if (!isBase) construct(parent, instance, args, target, machine);
    setFields(type, instance, machine);
    return undefined;
  }
  if (isBase) setFields(type, instance, machine);
  const constructor: FunctionValue = {
    kind: 'function',
    node: written,
    environment: body.environment,
    self: instance,
    home: type,
  };
  return machine.construct(constructor, args, instance, target);
}

/** What `super(...)` does: the parent's constructor on the same instance, then the fields of this class. */
export function superCall(
  environment: Environment,
  instance: Value,
  args: readonly Value[],
  target: Value,
  machine: Machine,
): Value {
  const home = homeOf(environment);
  if (home?.parent === undefined || !isObject(instance)) return unknown('super');
  construct(home.parent, instance, args, isClassValue(target) ? target : home, machine);
  setFields(home, instance, machine);
  return undefined;
}

function setFields(type: ClassValue, instance: ObjectValue, machine: Machine): void {
  if (type.body === undefined) return;
  const inside = frame(type.body.environment, instance);
  declare(inside, homeCell, type);
  for (const member of type.body.node.body.body) {
    if (!isField(member) || member.static === true) continue;
    const name = keyOf(member, inside, machine);
    // A field that only names its type (`declare`) is none.
    if (name === undefined || ('declare' in member && member.declare === true)) continue;
    instance.own.set(name, member.value ? machine.evaluate(member.value, inside) : undefined);
    instance.hidden?.delete(name);
  }
}

/** Binds the parameters of a constructor that are fields at once (`constructor(readonly code: number)`). */
export function bindParameterFields(node: t.Function, instance: Value, inner: Environment): void {
  for (const param of node.params) {
    if (param.type !== 'TSParameterProperty' || !isObject(instance)) continue;
    const name = param.parameter.type === 'AssignmentPattern' ? nameOf(param.parameter.left) : nameOf(param.parameter);
    if (name !== undefined) instance.own.set(name, inner.cells.get(name)?.value);
  }
}

/** The class whose code runs. */
export function homeOf(environment: Environment): ClassValue | undefined {
  const home = hiddenCell(environment, homeCell);
  return isClassValue(home) ? home : undefined;
}

export function newTargetOf(environment: Environment): Value {
  return hiddenCell(environment, newTargetCell);
}

export function declareHome(environment: Environment, home: ClassValue, target?: Value): void {
  declare(environment, homeCell, home);
  if (target !== undefined) declare(environment, newTargetCell, target);
}

function hiddenCell(environment: Environment, name: string): Value {
  for (let current: Environment | undefined = environment; current !== undefined; current = current.parent) {
    const cell = current.cells.get(name);
    if (cell !== undefined) return cell.value;
  }
  return undefined;
}

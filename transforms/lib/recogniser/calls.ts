// Calling and constructing: functions of the file, of the language and of an SDK.

import type * as t from '@babel/types';
import { argumentsOf } from './chains.ts';
import { frame, type Environment } from './environment.ts';
import { isFunction } from './functions.ts';
import { makeCollection, makeError, makeRegex, thrownBy, typeErrorClass } from './globals.ts';
import { OutOfFuel, type Completion, type Machine } from './machine.ts';
import { bindParameters } from './patterns.ts';
import { ConsumerThrow, isErrorType, isPrimitive, isUnknown, list, same, unknown, type Value } from './value.ts';

const deepest = 40;

/** What a call gives. */
export function call(callee: Value, args: readonly Value[], self: Value, machine: Machine): Value {
  if (isUnknown(callee)) return machine.world.called?.(callee, args) ?? unknown('the result of an unknown call');
  if (isPrimitive(callee)) throw new ConsumerThrow(makeError(typeErrorClass, ['not a function']));
  if (callee.kind === 'builtin') {
    try {
      return callee.call(args, self);
    } catch (error) {
      if (error instanceof ConsumerThrow || error instanceof OutOfFuel) throw error;
      throw new ConsumerThrow(thrownBy(error));
    }
  }
  if (callee.kind === 'class') return unknown('a class called without new');
  if (callee.kind !== 'function' || !isFunction(callee.node))
    throw new ConsumerThrow(makeError(typeErrorClass, ['not a function']));
  return callFunction(
    callee.node,
    callee.environment,
    args,
    callee.node.type === 'ArrowFunctionExpression' ? undefined : (self ?? callee.self),
    machine,
  );
}

function callFunction(
  node: t.Function,
  outer: Environment,
  args: readonly Value[],
  self: Value,
  machine: Machine,
): Value {
  if (machine.depth >= deepest) return unknown('a call that goes too deep');
  const inner = frame(outer, self);
  machine.depth++;
  const { exits, yielded } = machine;
  machine.exits = [];
  if (node.generator) machine.yielded = [];
  try {
    bindParameters(node, args, inner, machine);
    if (node.body.type !== 'BlockStatement') return machine.evaluate(node.body, inner);
    const completion = machine.run(node.body, inner);
    if (node.generator) return list(machine.yielded ?? []);
    return settled(completion, machine);
  } finally {
    machine.exits = exits;
    machine.depth--;
    machine.yielded = yielded;
  }
}

/** What a body returned, unless a way that may have been gone returns something else. */
export function settled(completion: Completion, machine: Machine): Value {
  const value = completion.kind === 'return' ? completion.value : undefined;
  return machine.exits.every((exit) => same(exit, value)) ? value : unknown('a branch that cannot be decided');
}

/** What `new` gives. */
export function construct(node: t.NewExpression, environment: Environment, machine: Machine): Value {
  if (node.callee.type === 'Super' || node.callee.type === 'Import') return unknown('super');
  const callee = machine.evaluate(node.callee, environment);
  const args = argumentsOf(node.arguments, environment, machine);
  if (args === undefined || isPrimitive(callee)) return unknown('a construction with unknown arguments');
  if (callee.kind === 'builtin') {
    if (callee.name === 'Set' || callee.name === 'Map')
      return makeCollection(callee.name === 'Set' ? 'set' : 'map', args[0]);
    if (callee.name === 'RegExp') return makeRegex(args[0], args[1]);
    return callee.call(args, undefined);
  }
  if (callee.kind === 'class' && isErrorType(callee) && callee.id === callee.name) return makeError(callee, args);
  return unknown(callee.kind === 'class' ? `a new ${callee.name}` : 'a new object');
}

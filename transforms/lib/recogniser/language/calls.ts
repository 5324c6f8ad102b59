// Calling and constructing: functions of the file, of the language and of an SDK.

import type * as t from '@babel/types';
import { attemptWay } from './branches.ts';
import { argumentsOf } from './chains.ts';
import { bindParameterFields, declareHome, instantiate } from './classes.ts';
import { declare, frame, type Environment } from './environment.ts';
import { languageError, makeError, typeErrorOf } from './errors.ts';
import { isFunction } from './functions.ts';
import { perhaps, within } from './heap.ts';
import { hoist } from './hoisting.ts';
import { burn, type Completion, type Machine } from './machine.ts';
import { bindParameters } from './patterns.ts';
import { promiseOf } from './promises.ts';
import {
  ConsumerThrow,
  isPrimitive,
  isUnknown,
  iterator,
  list,
  same,
  truthy,
  unknown,
  type FunctionValue,
  type UnknownValue,
  type Value,
} from './value.ts';

const deepest = 40;

/** What a call gives. */
export function call(callee: Value, args: readonly Value[], self: Value, machine: Machine): Value {
  const value = callKnown(callee, args, self, machine);
  // What nobody knows the result of may as well throw.
  if (isUnknown(value)) machine.risks++;
  return value;
}

function callKnown(callee: Value, args: readonly Value[], self: Value, machine: Machine): Value {
  if (isUnknown(callee)) return callUnknown(callee, args, machine);
  if (isPrimitive(callee)) throw new ConsumerThrow(typeErrorOf('not a function'));
  if (callee.kind === 'builtin') {
    burn(machine);
    return callee.call(args, self, machine);
  }
  if (callee.kind === 'class') {
    const known = languageError(callee) !== undefined && callee.name !== 'DOMException';
    return known ? makeError(callee, args, machine) : unknown('a class called without new');
  }
  if (callee.kind !== 'function' || !isFunction(callee.node)) throw new ConsumerThrow(typeErrorOf('not a function'));
  const receiver = callee.node.type === 'ArrowFunctionExpression' ? undefined : (self ?? callee.self);
  if (machine.world.enters?.(callee.node, [...args, receiver]) === false) return callUnknown(apart, args, machine);
  return callFunction(callee, callee.node, args, receiver, machine);
}

const apart = unknown('what a call gives that has nothing to do with the error');

/** A function nobody knows may call what it is handed, at once or later, with anything. */
function callUnknown(callee: UnknownValue, args: readonly Value[], machine: Machine): Value {
  for (const arg of args) {
    if (isPrimitive(arg) || arg.kind !== 'function' || !isFunction(arg.node)) continue;
    perhapsCall(arg, machine);
  }
  return machine.world.called?.(callee, args) ?? unknown('the result of an unknown call');
}

function perhapsCall(callback: FunctionValue, machine: Machine): void {
  if (machine.depth >= deepest) return;
  machine.depth++;
  attemptWay(() => perhaps(machine, () => machine.call(callback, [], undefined)));
  machine.depth--;
}

function callFunction(
  callee: FunctionValue,
  node: t.Function,
  args: readonly Value[],
  self: Value,
  machine: Machine,
  target?: Value,
): Value {
  if (machine.depth >= deepest) return unknown('a call that goes too deep');
  const inner = frame(callee.environment, self);
  if (callee.home !== undefined) declareHome(inner, callee.home, target);
  if (node.type !== 'ArrowFunctionExpression') declare(inner, 'arguments', list([...args]));
  const run = (): Value => runBody(node, args, inner, machine);
  if (!node.async || node.generator) return run();
  return promiseOf(run);
}

function runBody(node: t.Function, args: readonly Value[], inner: Environment, machine: Machine): Value {
  const { exits, yielded } = machine;
  machine.exits = [];
  machine.yielded = node.generator ? [] : undefined;
  machine.depth++;
  try {
    return within(machine, 'call', () => {
      bindParameters(node, args, inner, machine);
      bindParameterFields(node, inner.self, inner);
      if (node.body.type !== 'BlockStatement') return machine.evaluate(node.body, inner);
      hoist(node.body, inner);
      const { body } = node;
      const way = attemptWay(() => machine.run(body, inner));
      if (way.threw && machine.exits.length === 0) throw new ConsumerThrow(way.value);
      if (way.threw) machine.risks++;
      if (machine.yielded !== undefined) return iterator(machine.yielded);
      return settled(way.threw ? undefined : way.result, machine);
    });
  } finally {
    machine.exits = exits;
    machine.yielded = yielded;
    machine.depth--;
  }
}

/** Runs a constructor on an instance. */
export function runConstructor(
  callee: FunctionValue,
  args: readonly Value[],
  instance: Value,
  target: Value,
  machine: Machine,
): Value {
  return isFunction(callee.node) ? callFunction(callee, callee.node, args, instance, machine, target) : undefined;
}

/** What a body returned, unless a way that may have been gone returns something else; undefined for one that threw. */
export function settled(completion: Completion | undefined, machine: Machine): Value {
  if (completion?.kind === 'normal' && machine.exits.length === 0) return undefined;
  const last = completion === undefined ? [] : [completion.kind === 'return' ? completion.value : undefined];
  const [value, ...others] = [...last, ...machine.exits];
  if (others.every((exit) => same(exit, value))) return value;
  const truths = new Set([value, ...others].map(truthy));
  const [truth] = truths;
  return unknown('a branch that cannot be decided', truths.size === 1 ? truth : undefined);
}

/** What `new` gives. */
export function construct(node: t.NewExpression, environment: Environment, machine: Machine): Value {
  if (node.callee.type === 'Super' || node.callee.type === 'Import') return unknown('super');
  const callee = machine.evaluate(node.callee, environment);
  const args = argumentsOf(node.arguments, environment, machine);
  const value =
    args === undefined ? unknown('a construction with unknown arguments') : constructWith(callee, args, machine);
  if (isUnknown(value)) machine.risks++;
  return value;
}

function constructWith(callee: Value, args: readonly Value[], machine: Machine): Value {
  if (isUnknown(callee)) return callUnknown(callee, args, machine);
  if (isPrimitive(callee)) throw new ConsumerThrow(typeErrorOf('not a constructor'));
  if (callee.kind === 'builtin') return callee.construct?.(args, machine) ?? unknown(`a new ${callee.name}`, true);
  if (callee.kind !== 'class') return unknown('a new object', true);
  if (callee.body !== undefined && machine.world.enters?.(callee.body.node, args) === false)
    return unknown(`a new ${callee.name}`, true);
  if (callee.body !== undefined) return instantiate(callee, args, machine);
  return languageError(callee) === undefined ? unknown(`a new ${callee.name}`, true) : makeError(callee, args, machine);
}

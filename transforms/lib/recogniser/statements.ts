// Statements, as far as called predicates and the way to a condition need them. Where a test is unknown both ways are
// run and joined; a way that leaves (return, throw) is then taken not to have been gone.

import type * as t from '@babel/types';
import { walk } from '../tree.ts';
import { declare, frame, restore, snapshot, type Environment } from './environment.ts';
import { isFunction } from './functions.ts';
import { itemsOf } from './globals.ts';
import { burn, type Completion, type Machine } from './machine.ts';
import { bindPattern } from './patterns.ts';
import {
  ConsumerThrow,
  isUnknown,
  same,
  strictEquals,
  truthy,
  unknown,
  type UnknownValue,
  type Value,
} from './value.ts';

const normal: Completion = { kind: 'normal' };
const mostRounds = 64;

export function runStatement(node: t.Node, environment: Environment, machine: Machine): Completion {
  burn(machine);
  switch (node.type) {
    case 'BlockStatement':
      return runAll(node.body, frame(environment), machine);
    case 'Program':
      return runAll(node.body, environment, machine);
    case 'ExpressionStatement':
      machine.evaluate(node.expression, environment);
      return normal;
    case 'VariableDeclaration':
      for (const { id, init } of node.declarations) {
        bindPattern(id, init ? machine.evaluate(init, environment) : undefined, environment, machine, 'declare');
      }
      return normal;
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument ? machine.evaluate(node.argument, environment) : undefined };
    case 'ThrowStatement':
      throw new ConsumerThrow(machine.evaluate(node.argument, environment));
    case 'IfStatement':
      return runIf(node, environment, machine);
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return runLoop(node, environment, machine);
    case 'ForOfStatement':
      return runForOf(node, environment, machine);
    case 'SwitchStatement':
      return runSwitch(node, environment, machine);
    case 'TryStatement':
      return runTry(node, environment, machine);
    case 'BreakStatement':
      return { kind: 'break', label: node.label?.name };
    case 'ContinueStatement':
      return { kind: 'continue', label: node.label?.name };
    case 'LabeledStatement': {
      const completion = machine.run(node.body, environment);
      return completion.kind === 'break' && completion.label === node.label.name ? normal : completion;
    }
    default:
      return normal;
  }
}

function runAll(nodes: readonly t.Node[], environment: Environment, machine: Machine): Completion {
  for (const node of nodes) {
    if (node.type === 'FunctionDeclaration' && node.id) {
      declare(environment, node.id.name, { kind: 'function', node, environment, self: undefined });
    }
  }
  for (const node of nodes) {
    const completion = machine.run(node, environment);
    if (completion.kind !== 'normal') return completion;
  }
  return normal;
}

/** How one way went; a throw is a way to leave as well. */
type Way = Completion | { readonly kind: 'throw'; readonly value: Value };

function attempt(run: () => Completion): Way {
  try {
    return run();
  } catch (error) {
    if (error instanceof ConsumerThrow) return { kind: 'throw', value: error.value };
    throw error;
  }
}

function finish(way: Way): Completion {
  if (way.kind === 'throw') throw new ConsumerThrow(way.value);
  return way;
}

function runIf(node: t.IfStatement, environment: Environment, machine: Machine): Completion {
  const test = machine.evaluate(node.test, environment);
  const truth = truthy(test);
  if (truth === true) return machine.run(node.consequent, environment);
  if (truth === false) return node.alternate ? machine.run(node.alternate, environment) : normal;
  return fork(
    test,
    machine,
    environment,
    () => machine.run(node.consequent, environment),
    () => (node.alternate ? machine.run(node.alternate, environment) : normal),
  );
}

/** Goes both ways and joins them: equal results stay, different ones become unknown. */
function fork(
  test: Value,
  machine: Machine,
  environment: Environment,
  left: () => Completion,
  right: () => Completion,
): Completion {
  const before = snapshot(environment);
  const first = attempt(left);
  const afterFirst = snapshot(environment);
  restore(before);
  const second = attempt(right);
  if (first.kind === 'normal' && second.kind === 'normal') {
    for (const [cell, value] of afterFirst) if (!same(cell.value, value)) cell.value = doubt(test);
    return normal;
  }
  for (const way of [first, second]) if (way.kind === 'return') machine.exits.push(way.value);
  if (first.kind === 'normal') {
    restore(afterFirst);
    return normal;
  }
  if (second.kind === 'normal') return normal;
  if (
    first.kind === second.kind &&
    (first.kind !== 'return' || (second.kind === 'return' && same(first.value, second.value)))
  ) {
    return finish(first);
  }
  return { kind: 'return', value: doubt(test) };
}

function doubt(test: Value): UnknownValue {
  return isUnknown(test) ? test : unknown('a branch that cannot be decided');
}

function leavesLoop(completion: Completion): boolean {
  return completion.kind === 'return' || (completion.kind === 'break' && completion.label === undefined);
}

function runLoop(
  node: t.ForStatement | t.WhileStatement | t.DoWhileStatement,
  outer: Environment,
  machine: Machine,
): Completion {
  const environment = frame(outer);
  if (node.type === 'ForStatement' && node.init) {
    if (node.init.type === 'VariableDeclaration') machine.run(node.init, environment);
    else machine.evaluate(node.init, environment);
  }
  for (let round = 0; round < mostRounds; round++) {
    if ((node.type !== 'DoWhileStatement' || round > 0) && node.test) {
      // An unknown test lets the body run once: what is asked inside is seen, and no way is lost.
      const truth = truthy(machine.evaluate(node.test, environment));
      if (truth === false || (truth === undefined && round > 0)) return normal;
    }
    const completion = machine.run(node.body, environment);
    if (leavesLoop(completion)) return completion.kind === 'return' ? completion : normal;
    if ((completion.kind === 'break' || completion.kind === 'continue') && completion.label !== undefined)
      return completion;
    if (node.type === 'ForStatement' && node.update) machine.evaluate(node.update, environment);
  }
  return normal;
}

function runForOf(node: t.ForOfStatement, outer: Environment, machine: Machine): Completion {
  const from = machine.evaluate(node.right, outer);
  const items = itemsOf(from) ?? [isUnknown(from) ? machine.world.member(from, '[]') : unknown('an item')];
  for (const item of items.slice(0, mostRounds)) {
    const environment = frame(outer);
    if (node.left.type === 'VariableDeclaration') {
      const id = node.left.declarations[0]?.id;
      if (id) bindPattern(id, item, environment, machine, 'declare');
    } else {
      bindPattern(node.left, item, environment, machine, 'assign');
    }
    const completion = machine.run(node.body, environment);
    if (leavesLoop(completion)) return completion.kind === 'return' ? completion : normal;
    if ((completion.kind === 'break' || completion.kind === 'continue') && completion.label !== undefined)
      return completion;
  }
  return normal;
}

function runSwitch(node: t.SwitchStatement, outer: Environment, machine: Machine): Completion {
  const on = machine.evaluate(node.discriminant, outer);
  const environment = frame(outer);
  let from = node.cases.findIndex(({ test }) => test === null || test === undefined);
  for (const [i, { test }] of node.cases.entries()) {
    if (!test) continue;
    const equal = strictEquals(on, machine.evaluate(test, environment));
    if (equal === undefined) return { kind: 'return', value: doubt(on) };
    if (equal) {
      from = i;
      break;
    }
  }
  if (from < 0) return normal;
  for (const { consequent } of node.cases.slice(from)) {
    const completion = runAll(consequent, environment, machine);
    if (completion.kind === 'break' && completion.label === undefined) return normal;
    if (completion.kind !== 'normal') return completion;
  }
  return normal;
}

function runTry(node: t.TryStatement, environment: Environment, machine: Machine): Completion {
  let way = attempt(() => machine.run(node.block, environment));
  // What is awaited may fail instead: then the handler says what comes of it.
  if (way.kind === 'return' && node.handler && awaits(node.block)) machine.exits.push(unknown('an awaited call'));
  if (way.kind === 'throw' && node.handler) {
    const { handler } = node;
    const inner = frame(environment);
    const { value } = way;
    way = attempt(() => {
      if (handler.param) bindPattern(handler.param, value, inner, machine, 'declare');
      return machine.run(handler.body, inner);
    });
  }
  if (node.finalizer) {
    const last = machine.run(node.finalizer, environment);
    if (last.kind !== 'normal') return last;
  }
  return finish(way);
}

function awaits(block: t.Node): boolean {
  let found = false;
  walk(block, (node) => {
    if (node !== block && isFunction(node)) return false;
    found ||= node.type === 'AwaitExpression';
    return !found;
  });
  return found;
}

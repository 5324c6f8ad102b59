// Statements, as far as called predicates and the way to a condition need them. Where a test is unknown both ways are run
// (branches.ts).

import type * as t from '@babel/types';
import { attemptWay, fork, handled, leave, type Way } from './branches.ts';
import { classValue } from './classes.ts';
import { strictEquals } from './coerce.ts';
import { declare, frame, type Environment } from './environment.ts';
import { within } from './heap.ts';
import { runLoop } from './loops.ts';
import { burn, OutOfFuel, type Completion, type Machine } from './machine.ts';
import { bindPattern } from './patterns.ts';
import { ConsumerThrow, truthy, unknown, type Value } from './value.ts';

const normal: Completion = { kind: 'normal' };

export function runStatement(node: t.Node, environment: Environment, machine: Machine): Completion {
  burn(machine);
  if (machine.world.passes?.(node) === true) return passOver(node, environment, machine);
  switch (node.type) {
    case 'BlockStatement':
      return runAll(node.body, frame(environment), machine);
    case 'Program':
      return runAll(node.body, environment, machine);
    case 'ExpressionStatement':
      machine.evaluate(node.expression, environment);
      return normal;
    case 'VariableDeclaration':
      for (const declarator of node.declarations) declareVariable(node.kind, declarator, environment, machine);
      return normal;
    case 'ClassDeclaration':
      if (node.id)
        declare(environment, node.id.name, classValue(node, environment, machine, `class:${node.start ?? 0}`));
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
    case 'ForOfStatement':
    case 'ForInStatement':
      return runLoop(node, environment, machine, []);
    case 'SwitchStatement':
      return runSwitch(node, environment, machine);
    case 'TryStatement':
      return runTry(node, environment, machine);
    case 'BreakStatement':
      return { kind: 'break', label: node.label?.name };
    case 'ContinueStatement':
      return { kind: 'continue', label: node.label?.name };
    case 'LabeledStatement':
      return runLabeled(node, environment, machine);
    case 'WithStatement':
      throw new OutOfFuel();
    default:
      // Declarations of types and of functions, which were made when the block began.
      return normal;
  }
}

function passOver(node: t.Node, environment: Environment, machine: Machine): Completion {
  machine.risks++;
  if (node.type !== 'VariableDeclaration') return normal;
  for (const { id } of node.declarations) {
    const value = unknown('what has nothing to do with the error');
    const named = id.type === 'Identifier' ? (machine.world.named?.(id, value) ?? value) : value;
    bindPattern(id, named, environment, machine, node.kind === 'var' ? 'assign' : 'declare');
  }
  return normal;
}

function declareVariable(
  kind: string,
  { id, init }: t.VariableDeclarator,
  environment: Environment,
  machine: Machine,
): void {
  if (kind !== 'var') {
    bindPattern(id, init ? machine.evaluate(init, environment) : undefined, environment, machine, 'declare');
    return;
  }
  if (!init) return;
  const value = machine.evaluate(init, environment);
  const named = id.type === 'Identifier' ? (machine.world.named?.(id, value) ?? value) : value;
  bindPattern(id, named, environment, machine, 'assign');
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

function runIf(node: t.IfStatement, environment: Environment, machine: Machine): Completion {
  const test = machine.evaluate(node.test, environment);
  const yes = (): Completion => machine.run(node.consequent, environment);
  const no = (): Completion => (node.alternate ? machine.run(node.alternate, environment) : normal);
  const truth = truthy(test);
  return truth === undefined ? fork(test, machine, yes, no) : truth ? yes() : no();
}

function runLabeled(node: t.LabeledStatement, environment: Environment, machine: Machine): Completion {
  const labels = [node.label.name];
  let { body } = node;
  for (; body.type === 'LabeledStatement'; body = body.body) labels.push(body.label.name);
  if (/^(?:For|While|DoWhile)/.test(body.type)) return runLoop(body, environment, machine, labels);
  const way = attemptWay(() => machine.run(body, environment));
  const ends = !way.threw && way.result.kind === 'break' && labels.includes(way.result.label ?? '');
  return ends ? normal : leave(machine, way);
}

function runSwitch(node: t.SwitchStatement, outer: Environment, machine: Machine): Completion {
  const on = machine.evaluate(node.discriminant, outer);
  const environment = frame(outer);
  const starts: (number | undefined)[] = [];
  let decided = false;
  for (const [i, { test }] of node.cases.entries()) {
    if (!test || decided) continue;
    const answer = machine.world.takes?.(test, environment);
    const equal = answer === undefined ? strictEquals(on, machine.evaluate(test, environment)) : truthy(answer.value);
    if (equal !== false) starts.push(i);
    decided = equal === true;
  }
  if (!decided) {
    const otherwise = node.cases.findIndex(({ test }) => !test);
    starts.push(otherwise < 0 ? undefined : otherwise);
  }
  return within(machine, 'switch', () => {
    const ways = starts.map((from) => () => runCases(node, from, environment, machine));
    return leave(
      machine,
      attemptWay(() => anyOf(ways, on, machine)),
    );
  });
}

/** One of several ways, nobody knows which. */
function anyOf(ways: readonly (() => Completion)[], test: Value, machine: Machine): Completion {
  const [first, ...rest] = ways;
  if (first === undefined) return normal;
  return rest.length === 0 ? first() : fork(test, machine, first, () => anyOf(rest, test, machine));
}

function runCases(
  node: t.SwitchStatement,
  from: number | undefined,
  environment: Environment,
  machine: Machine,
): Completion {
  if (from === undefined) return normal;
  for (const { consequent } of node.cases.slice(from)) {
    const completion = runAll(consequent, environment, machine);
    if (completion.kind === 'break' && completion.label === undefined) return normal;
    if (completion.kind !== 'normal') return completion;
  }
  return normal;
}

function runTry(node: t.TryStatement, environment: Environment, machine: Machine): Completion {
  const way = attemptWay(() => runHandled(node, environment, machine));
  if (node.finalizer) {
    const last = machine.run(node.finalizer, environment);
    if (last.kind !== 'normal') return last;
  }
  return finish(way);
}

function finish(way: Way<Completion>): Completion {
  if (way.threw) throw new ConsumerThrow(way.value);
  return way.result;
}

function runHandled(node: t.TryStatement, environment: Environment, machine: Machine): Completion {
  const { handler } = node;
  const block = (): Completion => machine.run(node.block, environment);
  if (!handler) return block();
  return handled(machine, block, (error) => {
    const inner = frame(environment);
    if (handler.param) bindPattern(handler.param, error, inner, machine, 'declare');
    return machine.run(handler.body, inner);
  });
}

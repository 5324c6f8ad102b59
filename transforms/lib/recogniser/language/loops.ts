// Loops. A test nobody knows lets the body run twice, each time perhaps: what is asked inside is seen, and what a round
// makes of the one before as well. A loop that is known runs to its end, or out of fuel.

import type * as t from '@babel/types';
import { attemptWay, fork, leave } from './branches.ts';
import { declare, frame, type Environment } from './environment.ts';
import { mayHaveLeft, nextRound, within } from './heap.ts';
import { takeItems } from './iterators.ts';
import { burn, type Completion, type Machine } from './machine.ts';
import { bindPattern } from './patterns.ts';
import { awaited } from './promises.ts';
import { enumerableKeys } from './properties.ts';
import { isList, isObject, isPrimitive, isUnknown, truthy, unknown, type Value } from './value.ts';

const normal: Completion = { kind: 'normal' };

/** Runs a loop; `labels` are those that stand before it. */
export function runLoop(
  node: t.Node,
  environment: Environment,
  machine: Machine,
  labels: readonly string[],
): Completion {
  return within(machine, 'loop', () => {
    switch (node.type) {
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return runTested(node, environment, machine, labels);
      case 'ForOfStatement':
      case 'ForInStatement':
        return runOver(node, environment, machine, labels);
      default:
        return machine.run(node, environment);
    }
  });
}

/** Runs a round: undefined where the loop goes on, else how it ends. A round perhaps left before ends nothing for sure. */
function roundOf(machine: Machine, labels: readonly string[], run: () => Completion): Completion | undefined {
  nextRound(machine);
  const way = attemptWay(run);
  const { round, label } = machine.weak;
  const perhaps = round !== undefined || label !== undefined;
  if (way.threw || way.result.kind === 'return') {
    const end = leave(machine, way);
    return perhaps ? undefined : end;
  }
  const { result } = way;
  if (result.kind === 'normal') return undefined;
  const mine = result.label === undefined || labels.includes(result.label);
  if (mine && result.kind === 'continue') return undefined;
  const end = mine ? normal : leave(machine, way);
  if (perhaps && mine) mayHaveLeft(machine, 'loop');
  return perhaps ? undefined : end;
}

function runTested(
  node: t.ForStatement | t.WhileStatement | t.DoWhileStatement,
  outer: Environment,
  machine: Machine,
  labels: readonly string[],
): Completion {
  let environment = frame(outer);
  if (node.type === 'ForStatement' && node.init) {
    if (node.init.type === 'VariableDeclaration') machine.run(node.init, environment);
    else machine.evaluate(node.init, environment);
  }
  for (let round = 0; ; round++) {
    burn(machine);
    const here = environment;
    const body = (): Completion => machine.run(node.body, here);
    if ((node.type !== 'DoWhileStatement' || round > 0) && node.test) {
      const test = machine.evaluate(node.test, environment);
      const truth = truthy(test);
      if (truth === false) return normal;
      if (truth === undefined) return perhapsRounds(test, machine, labels, body, () => advance(node, here, machine));
    }
    const end = roundOf(machine, labels, body);
    if (end !== undefined) return end;
    environment = copyOf(environment, outer);
    advance(node, environment, machine);
  }
}

/** Each round has variables of its own. */
function copyOf(environment: Environment, outer: Environment): Environment {
  const copy = frame(outer);
  for (const [name, { value }] of environment.cells) declare(copy, name, value);
  return copy;
}

function advance(node: t.Node, environment: Environment, machine: Machine): void {
  if (node.type === 'ForStatement' && node.update) machine.evaluate(node.update, environment);
}

/** Two rounds that may be gone; whether there are more, nobody can say. */
function perhapsRounds(
  test: Value,
  machine: Machine,
  labels: readonly string[],
  body: () => Completion,
  next: () => void,
): Completion {
  const round = (left: number): Completion =>
    fork(
      test,
      machine,
      () => {
        const end = roundOf(machine, labels, body);
        if (end !== undefined) return end;
        next();
        return left > 1 ? round(left - 1) : normal;
      },
      () => normal,
    );
  return round(2);
}

function runOver(
  node: t.ForOfStatement | t.ForInStatement,
  outer: Environment,
  machine: Machine,
  labels: readonly string[],
): Completion {
  const from = machine.evaluate(node.right, outer);
  const items = node.type === 'ForOfStatement' ? takeItems(from, machine) : keysIn(from);
  const round = (item: Value): Completion => {
    burn(machine);
    const environment = frame(outer);
    const value = node.type === 'ForOfStatement' && node.await ? awaited(item, machine) : item;
    if (node.left.type === 'VariableDeclaration') {
      const [declarator] = node.left.declarations;
      if (declarator)
        bindPattern(declarator.id, value, environment, machine, node.left.kind === 'var' ? 'assign' : 'declare');
    } else {
      bindPattern(node.left, value, environment, machine, 'assign');
    }
    return machine.run(node.body, environment);
  };
  if (items === undefined) {
    machine.risks++;
    const item = isUnknown(from) ? machine.world.member(from, '[]') : unknown('an item');
    return perhapsRounds(
      unknown('a list of unknown length'),
      machine,
      labels,
      () => round(item),
      () => undefined,
    );
  }
  for (const item of items) {
    const end = roundOf(machine, labels, () => round(item));
    if (end !== undefined) return end;
  }
  return normal;
}

/** What `for`-`in` goes through. */
function keysIn(value: Value): readonly Value[] | undefined {
  if (isUnknown(value)) return undefined;
  if (typeof value === 'string') return [...value].map((_, i) => String(i));
  if (isPrimitive(value)) return [];
  if (isList(value)) return value.items.map((_, i) => String(i));
  return isObject(value) ? enumerableKeys(value) : undefined;
}

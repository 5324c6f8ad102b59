// Where nobody can say which way is gone, both are: each from the same state, and what they leave is joined. A way that
// leaves (return, throw, break) is then taken not to have been gone, and what comes after it is only sure as far as that.

import {
  doubtAbout,
  earliest,
  joinStates,
  journaled,
  mayHaveLeft,
  putBack,
  statesOf,
  takeBack,
  type Journal,
} from './heap.ts';
import type { Completion, Machine } from './machine.ts';
import { ConsumerThrow, same, truthy, unknown, type Value } from './value.ts';

/** How one way went. */
export type Way<Result> =
  { readonly threw: false; readonly result: Result } | { readonly threw: true; readonly value: Value };

/** Runs and catches what the consumer's code throws. */
export function attemptWay<Result>(run: () => Result): Way<Result> {
  try {
    return { threw: false, result: run() };
  } catch (error) {
    if (error instanceof ConsumerThrow) return { threw: true, value: error.value };
    throw error;
  }
}

export interface Exploration<Result> {
  readonly test: Value;
  readonly ways: readonly [() => Result, () => Result];
  /** True for a result after which the code below runs. */
  goesOn(result: Result): boolean;
}

type Ways<Result> = readonly [Way<Result>, Way<Result>];

/** Goes both ways. What is there afterwards is what the ways that go on agree on. */
export function explore<Result>(machine: Machine, { test, ways, goesOn }: Exploration<Result>): Ways<Result> {
  const { weak } = machine;
  const first = journaled(machine, () => attemptWay(ways[0]));
  const states = statesOf(first.journal);
  takeBack(first.journal);
  const left = machine.weak;
  machine.weak = weak;
  return joinWays(machine, test, first.result, states, left, ways[1], goesOn);
}

function joinWays<Result>(
  machine: Machine,
  test: Value,
  first: Way<Result>,
  states: Journal,
  left: Machine['weak'],
  other: () => Result,
  goesOn: (result: Result) => boolean,
): Ways<Result> {
  const second = journaled(machine, () => attemptWay(other));
  machine.weak = earlier(left, machine.weak);
  const [here, there] = [first, second.result].map((way) => !way.threw && goesOn(way.result));
  if (here === there) joinStates(second.journal, states, test);
  else if (here === true) {
    takeBack(second.journal);
    putBack(states);
  }
  if (first.threw !== second.result.threw) machine.risks++;
  return [first, second.result];
}

function earlier(left: Machine['weak'], right: Machine['weak']): Machine['weak'] {
  if (left === right) return left;
  return {
    round: earliest(left.round, right.round),
    loop: earliest(left.loop, right.loop),
    label: earliest(left.label, right.label),
    call: earliest(left.call, right.call),
    outer: earliest(left.outer, right.outer),
  };
}

const normal: Completion = { kind: 'normal' };

const isNormal = ({ kind }: Completion): boolean => kind === 'normal';

/** Two ways of statements. */
export function fork(test: Value, machine: Machine, left: () => Completion, right: () => Completion): Completion {
  return conclude(test, machine, explore(machine, { test, ways: [left, right], goesOn: isNormal }));
}

/** A block and its handler: where something in the block may fail, the handler may begin anywhere within it. */
export function handled(machine: Machine, block: () => Completion, handle: (error: Value) => Completion): Completion {
  const { risks } = machine;
  const { result: first, journal } = journaled(machine, () => attemptWay(block));
  const risky = machine.risks > risks;
  machine.risks = risks;
  const anything = unknown('what a call may have thrown');
  if (first.threw) return handle(risky ? anything : first.value);
  if (!risky) return first.result;
  const states = statesOf(journal);
  joinStates(journal, journal, anything);
  return conclude(
    anything,
    machine,
    joinWays(machine, anything, first, states, machine.weak, () => handle(anything), isNormal),
  );
}

function conclude(test: Value, machine: Machine, ways: Ways<Completion>): Completion {
  const [left, right] = ways;
  if (!left.threw && !right.threw && left.result.kind === 'normal' && right.result.kind === 'normal') return normal;
  const completions = ways.flatMap((way) => (way.threw ? [] : [way.result]));
  const [first, second] = completions;
  if (first === undefined) throw new ConsumerThrow(thrownOf(ways, test));
  if (second === undefined) {
    mayHaveLeft(machine, 'call');
    return first;
  }
  if (first.kind !== 'normal' && second.kind !== 'normal') return bothLeave(test, machine, first, second);
  for (const way of completions) noteLeaving(machine, way);
  return normal;
}

function thrownOf(ways: readonly Way<Completion>[], test: Value): Value {
  const [first, second] = ways.flatMap((way) => (way.threw ? [way.value] : []));
  return same(first, second) ? first : doubtAbout(test);
}

/** Writes down that a way has left which may have been gone. */
function noteLeaving(machine: Machine, way: Completion): void {
  if (way.kind === 'normal') return;
  if (way.kind === 'return') {
    machine.exits.push(way.value);
    mayHaveLeft(machine, 'call');
  } else if (way.label !== undefined) mayHaveLeft(machine, 'label');
  else mayHaveLeft(machine, way.kind === 'break' ? 'loop' : 'round');
}

/** A way out of a loop, switch or labelled statement that may have been left before is itself only perhaps gone. */
export function leave(machine: Machine, way: Way<Completion>): Completion {
  const { round, loop, label } = machine.weak;
  const perhaps = earliest(round, loop, label) !== undefined;
  if (!perhaps) {
    if (way.threw) throw new ConsumerThrow(way.value);
    return way.result;
  }
  if (way.threw) {
    machine.risks++;
    mayHaveLeft(machine, 'call');
  } else noteLeaving(machine, way.result);
  return normal;
}

function bothLeave(test: Value, machine: Machine, first: Completion, second: Completion): Completion {
  if (first.kind === 'return' && second.kind === 'return') {
    return same(first.value, second.value) ? first : { kind: 'return', value: joined(test, first.value, second.value) };
  }
  if (first.kind === 'return' || second.kind === 'return') {
    noteLeaving(machine, first.kind === 'return' ? first : second);
    return first.kind === 'return' ? second : first;
  }
  if (first.kind === second.kind && 'label' in first && 'label' in second && first.label === second.label) return first;
  // One goes on with the next round, one ends the loop: the next round may be gone.
  noteLeaving(machine, first.kind === 'break' ? first : second);
  return first.kind === 'break' ? second : first;
}

/** One of two values. */
export function joined(test: Value, left: Value, right: Value): Value {
  if (same(left, right)) return left;
  const truths = [left, right].map(truthy);
  const doubt = doubtAbout(test);
  return truths[0] !== undefined && truths[0] === truths[1] ? { ...doubt, truth: truths[0] } : doubt;
}

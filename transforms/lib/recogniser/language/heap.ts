// Changes in place, written down while a branch runs that may not be gone, so that they can be taken back and joined. What
// two branches leave different becomes a doubt, and a doubt reads as unknown.

import { now, type Cell } from './environment.ts';
import type { Machine } from './machine.ts';
import { isPrimitive, isUnknown, same, unknown, type Container, type UnknownValue, type Value } from './value.ts';

type Place = Cell | Container;

/** What places held before they were changed. */
export type Journal = Map<Place, Place>;

const undecided = 'a branch that cannot be decided';

/** What a value is that depends on something unknown. */
export function doubtAbout(test: Value): UnknownValue {
  return isUnknown(test) && test.truth === undefined ? test : unknown(undecided);
}

/** A value as it may be read: one that two branches left different is unknown. */
export function settledValue(value: Value): Value {
  if (isPrimitive(value) || !('doubt' in value) || value.doubt === undefined) return value;
  return unknown(value.doubt);
}

/** To be called before a container is changed. */
export function touch(machine: Machine, container: Container): void {
  if (machine.journal !== undefined && !machine.journal.has(container)) {
    machine.journal.set(container, copyOf(container));
  }
  if (weakSince(machine) !== undefined) container.doubt = undecided;
}

/** Gives a cell a value; where it is not sure that the code runs, the old value stays possible. */
export function write(machine: Machine, cell: Cell, value: Value): void {
  if (machine.journal !== undefined && !machine.journal.has(cell)) machine.journal.set(cell, { ...cell });
  const since = weakSince(machine);
  cell.value = since !== undefined && cell.born < since && !same(cell.value, value) ? unknown(undecided) : value;
}

function weakSince({ weak }: Machine): number | undefined {
  if (weak === certain) return undefined;
  const { round, loop, label, call, outer } = weak;
  return earliest(round, loop, label, call, outer);
}

export function earliest(...moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Nothing may have been left. */
export const certain: Machine['weak'] = {};

/** What a way out of a construct leaves behind it: `break` a loop or switch, `continue` a round, `return` a call. */
const kept: Readonly<Record<'loop' | 'switch' | 'call', readonly (keyof Machine['weak'])[]>> = {
  loop: ['label', 'call'],
  switch: ['round', 'label', 'call'],
  call: [],
};

/** Runs the body of a loop, switch or call: what may have left it is forgotten behind it. */
export function within<Result>(machine: Machine, what: keyof typeof kept, run: () => Result): Result {
  const { weak } = machine;
  const outer = weakSince(machine);
  machine.weak = outer === undefined ? certain : { outer };
  try {
    return run();
  } finally {
    const inner = machine.weak;
    if (inner === certain) machine.weak = weak;
    else
      machine.weak = kept[what].reduce(
        (all, level) => ({ ...all, [level]: earliest(weak[level], inner[level]) }),
        weak,
      );
  }
}

/** The next round of a loop. */
export function nextRound(machine: Machine): void {
  if (machine.weak.round !== undefined) machine.weak = { ...machine.weak, round: undefined };
}

/** From here on it is not sure that the code of this round, loop or call runs: a branch may have left it. */
export function mayHaveLeft(machine: Machine, what: 'round' | 'loop' | 'label' | 'call'): void {
  machine.weak = { ...machine.weak, [what]: machine.weak[what] ?? now() };
}

/** Runs with a journal of its own and hands it over. */
export function journaled<Result>(
  machine: Machine,
  run: () => Result,
): { readonly result: Result; readonly journal: Journal } {
  const outer = machine.journal;
  const journal: Journal = new Map();
  machine.journal = journal;
  try {
    return { result: run(), journal };
  } finally {
    machine.journal = outer;
    handOver(machine, journal);
  }
}

function handOver({ journal: outer }: Machine, journal: Journal): void {
  if (outer !== undefined) for (const [place, state] of journal) if (!outer.has(place)) outer.set(place, state);
}

/** Runs and takes every change back, also where it throws. */
export function isolated<Result>(machine: Machine, run: () => Result): Result {
  const { journal: outer, weak, risks } = machine;
  const journal: Journal = new Map();
  machine.journal = journal;
  try {
    return run();
  } finally {
    machine.journal = outer;
    machine.weak = weak;
    machine.risks = risks;
    takeBack(journal);
  }
}

/** Runs what may run now, later or never: what it changes is in doubt. */
export function perhaps<Result>(machine: Machine, run: () => Result): Result {
  const outer = machine.journal;
  const journal: Journal = new Map();
  machine.journal = journal;
  try {
    return run();
  } finally {
    machine.journal = outer;
    handOver(machine, journal);
    joinStates(journal, journal, undefined);
  }
}

/** Makes every place what it was. */
export function takeBack(journal: Journal): void {
  for (const [place, state] of journal) fill(place, state);
}

/** What the places of a journal hold now. */
export function statesOf(journal: Journal): Journal {
  if (journal.size === 0) return journal;
  return new Map([...journal.keys()].map((place) => [place, copyOf(place)]));
}

export function putBack(states: Journal): void {
  takeBack(states);
}

/** Joins what places hold now with what another branch left in them. */
export function joinStates(now: Journal, other: Journal, test: Value): void {
  for (const [place, state] of other) join(place, state, test);
  for (const [place, state] of now) if (!other.has(place)) join(place, state, test);
}

function join(place: Place, other: Place, test: Value): void {
  if (!('kind' in place)) {
    if ('kind' in other || same(place.value, other.value)) return;
    place.value = doubtAbout(test);
  } else if ('kind' in other && !alike(place, other)) {
    place.doubt = undecided;
  }
}

function alike(left: Container, right: Container): boolean {
  if (left.doubt !== right.doubt) return false;
  switch (left.kind) {
    case 'object':
      return (
        right.kind === 'object' && alikeMaps(left.own, right.own) && left.accessors?.size === right.accessors?.size
      );
    case 'list':
      return right.kind === 'list' && same(left, right);
    case 'regex':
      return right.kind === 'regex' && left.lastIndex === right.lastIndex;
    case 'iterator':
      return right.kind === 'iterator' && left.at === right.at;
    default:
      return (right.kind === 'set' || right.kind === 'map') && alikeMaps(left.entries, right.entries);
  }
}

function alikeMaps<Key>(left: ReadonlyMap<Key, Value>, right: ReadonlyMap<Key, Value>): boolean {
  const [keys, others] = [[...left.keys()], [...right.keys()]];
  return (
    keys.length === others.length && keys.every((key, i) => key === others[i] && same(left.get(key), right.get(key)))
  );
}

function copyOf(place: Place): Place {
  if (!('kind' in place)) return { ...place };
  switch (place.kind) {
    case 'object':
      return {
        ...place,
        own: new Map(place.own),
        ...(place.hidden && { hidden: new Set(place.hidden) }),
        ...(place.accessors && { accessors: new Map(place.accessors) }),
      };
    case 'list':
      return { ...place, items: [...place.items] };
    case 'set':
    case 'map':
      return { ...place, entries: new Map(place.entries) };
    default:
      return { ...place };
  }
}

function fill(place: Place, state: Place): void {
  if (!('kind' in place) || !('kind' in state)) {
    if (!('kind' in place) && !('kind' in state)) place.value = state.value;
    return;
  }
  if (state.doubt === undefined) delete place.doubt;
  else place.doubt = state.doubt;
  if (place.kind === 'object' && state.kind === 'object') {
    refill(place.own, state.own);
    if (place.accessors && state.accessors) refill(place.accessors, state.accessors);
    if (place.hidden && state.hidden) {
      place.hidden.clear();
      for (const key of state.hidden) place.hidden.add(key);
    }
  } else if (place.kind === 'list' && state.kind === 'list') {
    place.items.length = 0;
    for (const item of state.items) place.items.push(item);
  } else if (place.kind === 'regex' && state.kind === 'regex') place.lastIndex = state.lastIndex;
  else if (place.kind === 'iterator' && state.kind === 'iterator') place.at = state.at;
  else if ('entries' in place && 'entries' in state) refill(place.entries, state.entries);
}

function refill<Key, Item>(map: Map<Key, Item>, from: ReadonlyMap<Key, Item>): void {
  map.clear();
  for (const [key, item] of from) map.set(key, item);
}

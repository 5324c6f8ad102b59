// Truth vectors: the function or catch clause that holds a condition is run with a model error in the subject's place, and
// what the condition and its parts say is written down when the run comes by. So guards before it count by themselves.

import { lengthOf } from '../../tree.ts';
import type { Node } from '@babel/types';
import type { Truth } from '../../codemod.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { frameOf, isCase, momentOf, type Formula, partsOf, writtenTest } from './condition.ts';
import { declare, frame, type Environment } from '../language/environment.ts';
import { isFunction } from '../language/functions.ts';
import { isolated } from '../language/heap.ts';
import { hoist } from '../language/hoisting.ts';
import { machineOn } from '../language/interpreter.ts';
import { settled } from '../language/calls.ts';
import { keptError } from '../origin/kept-error.ts';
import { OutOfFuel, type Machine } from '../language/machine.ts';
import { sliceOf } from './slice.ts';
import { bindPattern } from '../language/patterns.ts';
import { relevanceOf } from './relevance.ts';
import { ConsumerThrow, isUnknown, truthy, type Value } from '../language/value.ts';
import { leadsOut } from './wide.ts';
import { worldOf, type FileWorld, type Place, type Resolver } from '../names/world.ts';

/** Steps for one model error in one function. */
export const fuelPerRun = 10_000;

/** Of these, what may be spent before the condition is reached. */
const fuelForTheWay = 3_000;

const longestRun = 8_000;

/** What one model error gave. `reached` is false where a guard before the condition had left already. */
export interface Observation {
  readonly reached: boolean;
  readonly truths: ReadonlyMap<Node, Truth>;
  /** Why something was unknown, by part. */
  readonly why: ReadonlyMap<Node, string>;
  /** What the enclosing function returned, where it is a function and was run to its end. */
  readonly result: Truth;
}

/** What to look at and where the model error goes. */
export interface Experiment {
  readonly source: Source;
  readonly condition: Formula;
  readonly place: Place;
  readonly resolver?: Resolver;
  /** `result`: the question is what the whole function answers, and `condition` is its body. */
  readonly asks?: 'result';
  /** Answers that are taken for granted, by the text of a leaf. */
  readonly assume?: ReadonlyMap<string, boolean>;
  /** Answers that are taken for granted, by the condition they are the answer of; wherever in the file it stands. */
  readonly answers?: ReadonlyMap<Node, boolean>;
}

/** Experiments that never came by the subject: every value gives the same. */
const untouched = new WeakMap<Experiment, Observation>();

/** Runs the experiment with one value in the subject's place. */
export function observe(experiment: Experiment, value: Value): Observation {
  const known = untouched.get(experiment);
  if (known !== undefined) return known;
  const { observation, touched } = run(experiment, value);
  if (!touched) untouched.set(experiment, observation);
  return observation;
}

function run(
  { source, condition, place, resolver, asks, assume, answers }: Experiment,
  value: Value,
): { readonly observation: Observation; readonly touched: boolean } {
  const truths = new Map<Node, Truth>();
  const why = new Map<Node, string>();
  const parts = partsOf(condition).map(({ node }) => node);
  const assumption = assume && assumptions(source, parts, assume);
  const moment = momentOf(condition.node);
  let reached = false;
  let asking = false;

  let touched = false;
  const taken = (): Value => {
    touched = true;
    return value;
  };
  const placement = {
    at: place,
    get value() {
      return taken();
    },
  };
  const world = worldOf(source, placement, resolver, leadsOut(source, condition.node));
  const { before } = world;
  const ask = (machine: Machine, node: Node, environment: Environment): Value => {
    const outcome = attempt(() => machine.evaluate(node, environment));
    truths.set(node, outcome.truth);
    if (outcome.why !== undefined) why.set(node, outcome.why);
    return outcome.value;
  };
  const look = (machine: Machine, environment: Environment): void => {
    asking = true;
    for (const node of parts) isolated(machine, () => ask(machine, node, environment));
    asking = false;
  };
  const cases = new Map(
    [...(answers ?? [])].flatMap(([node, answer]) => (isCase(node) ? [[writtenTest(node), answer] as const] : [])),
  );
  const kept = keptError(source, place);
  const scopes = scopesOf(source);
  const owner = frameOf(place.root, scopes) ?? frameOf(moment, scopes);
  const watched: FileWorld = {
    ...world,
    enters: relevanceOf(source, condition.node, owner, value),
    ...(owner !== undefined &&
      !isLong(owner) &&
      kept === undefined &&
      asks !== 'result' && { passes: sliceOf(source, condition.node, moment, place.root, owner) }),
    takes: (test) => {
      const answer = cases.get(test);
      return answer === undefined ? undefined : { value: answer };
    },
    before: (node, environment) => {
      if (kept?.isRead(node) === true) return { value: taken() };
      if (kept?.mustFail(node) === true) throw new ConsumerThrow(taken());
      if (node === moment && !asking && !reached) {
        reached = true;
        machine.fuel = fuelPerRun;
        look(machine, environment);
        // What comes after the condition is run only where somebody wants to know how the function ends.
        if (asks !== 'result') throw new Asked();
      }
      const assumed = assumption?.get(node) ?? answers?.get(node);
      return assumed === undefined ? before?.(node, environment) : { value: assumed };
    },
  };
  const machine = machineOn(watched, asks === 'result' ? fuelPerRun : fuelForTheWay);
  watched.attach(machine);

  const outcome = costly.has(moment)
    ? { truth: 'unknown' as const, why: tooLong }
    : unlessAsked(() => attempt(() => runFrame(source, moment, place, watched, machine)));
  const result = outcome.truth;
  const closed = frameOf(moment, scopesOf(source));
  const ran = frameOf(place.root, scopesOf(source)) ?? closed;
  if (outcome.why === tooLong && asks !== 'result' && !reached) costly.add(moment);
  const cutShort = outcome.why === tooLong || isLong(ran);
  if (!reached && (closed !== ran || closed === undefined || cutShort)) {
    // A closure that the run does not enter, or the top of a file: asked where it stands, without its guards.
    reached = true;
    machine.fuel = fuelPerRun;
    look(machine, frame(undefined));
  }
  return { observation: { reached, truths, why, result }, touched };
}

const tooLong = new OutOfFuel().why;

/** Moments that are not reached within the fuel: what one model error took too long for is not tried with the others. */
const costly = new WeakSet<Node>();

/** The condition has been asked. */
class Asked {
  readonly why = 'what comes after the condition is not run';
}

function unlessAsked(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    if (error instanceof Asked) return { truth: 'unknown', value: undefined };
    throw error;
  }
}

function assumptions(
  source: Source,
  parts: readonly Node[],
  assume: ReadonlyMap<string, boolean>,
): ReadonlyMap<Node, boolean> {
  const found = new Map<Node, boolean>();
  for (const node of parts) {
    const answer = assume.get(source.text.slice(node.start ?? 0, node.end ?? 0));
    if (answer !== undefined) found.set(node, answer);
  }
  return found;
}

interface Outcome {
  readonly truth: Truth;
  readonly value: Value;
  readonly why?: string;
}

/** Runs and says what came of it as a truth. */
export function attempt(run: () => Value): Outcome {
  try {
    const value = run();
    const truth = truthy(value);
    if (truth !== undefined) return { truth: truth ? 'true' : 'false', value };
    return isUnknown(value) ? { truth: 'unknown', value, why: value.why } : { truth: 'unknown', value };
  } catch (error) {
    if (error instanceof ConsumerThrow) return { truth: 'throws', value: undefined };
    if (error instanceof OutOfFuel) return { truth: 'unknown', value: undefined, why: error.why };
    throw error;
  }
}

/** A body so long is not run: its conditions are asked where they stand. */
function isLong(owner: Node | undefined): boolean {
  return owner !== undefined && lengthOf(owner) > longestRun;
}

/** Runs the body that declares the subject, or else the one that holds the condition. */
function runFrame(source: Source, condition: Node, place: Place, world: FileWorld, machine: Machine): Value {
  const scopes = scopesOf(source);
  const owner = frameOf(place.root, scopes) ?? frameOf(condition, scopes);
  if (owner === undefined || isLong(owner)) return undefined;
  const environment = frame(undefined);
  if (owner.type === 'CatchClause') {
    if (owner.param) bindRoot(owner.param, environment, world, machine);
    hoist(owner.body, environment);
    const completion = machine.run(owner.body, environment);
    return settled(completion, machine);
  }
  if (!isFunction(owner)) return undefined;
  for (const param of owner.params) {
    bindRoot(param.type === 'TSParameterProperty' ? param.parameter : param, environment, world, machine);
  }
  if (owner.body.type !== 'BlockStatement') return machine.evaluate(owner.body, environment);
  hoist(owner.body, environment);
  const completion = machine.run(owner.body, environment);
  return settled(completion, machine);
}

function bindRoot(param: Node, environment: Environment, world: FileWorld, machine: Machine): void {
  const target =
    param.type === 'AssignmentPattern' ? param.left : param.type === 'RestElement' ? param.argument : param;
  const value = world.valueAt(
    { root: target, path: [] },
    target.type === 'Identifier' ? target.name : 'a parameter taken apart',
  );
  if (target.type === 'Identifier') declare(environment, target.name, value);
  else bindPattern(target, value, environment, machine, 'declare');
}

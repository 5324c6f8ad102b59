// What the parts of the interpreter share: the step from node to value, the world outside, and the fuel that bounds both.

import type { Node } from '@babel/types';
import type { Environment } from './environment.ts';
import type { Journal } from './heap.ts';
import type { FunctionValue, UnknownValue, Value } from './value.ts';

/** What lies outside the running code; names.ts, sdk.ts and the placed model error answer. */
export interface World {
  /** The value of a name that no frame holds. */
  name(identifier: Node, name: string): Value;
  /** What `this` is where no call gave one. */
  self(node: Node): Value;
  /** A property of something unknown: the model error where it was placed there, a method of the class, or unknown again. */
  member(of: UnknownValue, property: string): Value;
  /** What a value is once it has a name: something unknown takes the name for its way. */
  named?(identifier: Node, value: Value): Value;
  /** Called before a node is evaluated; a value in answer is taken instead. */
  before?(node: Node, environment: Environment): { readonly value: Value } | undefined;
  /** Called before a case of a switch is compared; its answer is taken instead. */
  takes?(test: Node, environment: Environment): { readonly value: Value } | undefined;
  /** Whether calling a function of the repository is worth the run; where not, what it gives is unknown. */
  enters?(called: Node, given: readonly Value[]): boolean;
  /** Whether a statement is passed over: what it declares is unknown then, and it may have thrown. */
  passes?(statement: Node): boolean;
  /** What calling something unknown gives. */
  called?(callee: UnknownValue, args: readonly Value[]): Value;
}

/** How a statement ended. */
export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined };

/** Moments from which on it is not sure that what comes next in a round, loop (or switch), labelled statement or call runs. */
export interface Weak {
  readonly round?: number | undefined;
  readonly loop?: number | undefined;
  readonly label?: number | undefined;
  readonly call?: number | undefined;
  /** The same of what stands around. */
  readonly outer?: number | undefined;
}

export interface Machine {
  readonly world: World;
  /** Steps left; the interpreter gives up below zero. */
  fuel: number;
  /** Calls inside calls. */
  depth: number;
  /** Expressions inside expressions. */
  nesting: number;
  /** Where `yield` puts its values while a generator runs. */
  yielded: Value[] | undefined;
  /** What ways that may have been gone would have returned from the function that runs. */
  exits: Value[];
  /** How often something was done that may throw and that nobody can say of whether it does. */
  risks: number;
  /** What was there before the branch that runs changed it. */
  journal: Journal | undefined;
  weak: Weak;
  evaluate(node: Node, environment: Environment): Value;
  run(node: Node, environment: Environment): Completion;
  call(callee: Value, args: readonly Value[], self: Value): Value;
  /** Runs a constructor on an instance. */
  construct(callee: FunctionValue, args: readonly Value[], instance: Value, target: Value): Value;
  /** What the language has under a name. */
  global(name: string): Value;
}

/** The run was too long: an answer of "unknown", never of "no". */
export class OutOfFuel {
  readonly why = 'the condition takes too many steps to evaluate';
}

/** Takes `steps` off the tank. */
export function burn(machine: Machine, steps = 1): void {
  machine.fuel -= steps;
  if (machine.fuel < 0) throw new OutOfFuel();
}

/** Expressions inside expressions: more would be too much for the host's stack. */
const deepest = 400;

/** Goes into an expression; to be undone behind it. */
export function deeper(machine: Machine): void {
  if (machine.nesting >= deepest) throw new OutOfFuel();
  machine.nesting++;
}

/** Texts and lists longer than this are not held. */
export const longestText = 20_000;
export const longestList = 2_000;

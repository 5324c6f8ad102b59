// Which calls are worth running for one condition: functions it is made of, what is defined around it, and whatever the
// error, or something read off it, is handed to. All other calls give something unknown, as those of a dependency do.

import type { Node } from '@babel/types';
import { scopesOf, sourceOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { walk, isWithin } from '../../tree.ts';
import { fullClosureOf } from '../names/closure.ts';
import { isClass, isFunction } from '../language/functions.ts';
import { isPrimitive, type Primitive, type Value } from '../language/value.ts';

/** Whether a call of a function of the repository is worth running, by its node and all that it is given. */
export type Relevance = (called: Node, given: readonly Value[]) => boolean;

/** For a condition that is run in the body of `owner` with a value in the subject's place. */
export function relevanceOf(source: Source, condition: Node, owner: Node | undefined, value: Value): Relevance {
  const parts = partsFor(source, condition, owner);
  let said: Set<Value> | undefined;
  const told = (): ReadonlySet<Value> => {
    if (said === undefined) collect(value, (said = new Set()), 0);
    return said;
  };
  const carries = (given: Value, depth: number): boolean => {
    if (isPrimitive(given)) return typeof given === 'boolean' || isReadOff(given, told());
    if (told().has(given)) return true;
    if (given.kind === 'function') return parts(given.node);
    return depth < deepest && contentsOf(given).some((each) => carries(each, depth + 1));
  };
  return (called, given) => parts(called) || given.some((each) => carries(each, 0));
}

/** Errors are wrapped so often, and no more. */
const deepest = 3;

const known = new WeakMap<Node, WeakMap<Node, (called: Node) => boolean>>();

/** Whether a function stands in what the condition is made of, or in the body that is run; remembered for all rows. */
function partsFor(source: Source, condition: Node, owner: Node = condition): (called: Node) => boolean {
  const before = known.get(condition)?.get(owner);
  if (before !== undefined) return before;
  const closure = fullClosureOf(source, condition);
  const parts = [...closure, owner, ...closure.flatMap((part) => classesMadeIn(source, part))].filter(
    (part) => part === owner || hasFunctions(part),
  );
  const answers = new Map<Node, boolean>();
  const isPart = (called: Node): boolean => {
    let answer = answers.get(called);
    if (answer === undefined) answers.set(called, (answer = parts.some((part) => within(called, part, source))));
    return answer;
  };
  known.set(condition, (known.get(condition) ?? new WeakMap<Node, (called: Node) => boolean>()).set(owner, isPart));
  return isPart;
}

/** Classes of the file that are instantiated right there: `new Checker().test(error)`. */
function classesMadeIn(source: Source, part: Node): readonly Node[] {
  const found: Node[] = [];
  walk(part, (node) => {
    if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier') return undefined;
    const made = scopesOf(source).bindingOf(node.callee)?.declarations[0]?.node;
    if (made !== undefined && isClass(made)) found.push(made);
    return undefined;
  });
  return found;
}

function hasFunctions(node: Node): boolean {
  return isFunction(node) || !/Literal$|^Identifier$/.test(node.type);
}

function within(inner: Node, outer: Node, source: Source): boolean {
  return inner === outer || (isWithin(inner, outer) && (sourceOf(inner) ?? source) === (sourceOf(outer) ?? source));
}

/** The value and all that can be read off it. */
function collect(value: Value, told: Set<Value>, depth: number): void {
  if (told.has(value) || depth > deepest || value == null) return;
  told.add(value);
  if (!isPrimitive(value)) for (const each of contentsOf(value)) collect(each, told, depth + 1);
}

function contentsOf(value: Exclude<Value, Primitive>): readonly Value[] {
  switch (value.kind) {
    case 'object':
      return [...value.own.values(), ...value.getters.values()];
    case 'list':
      return value.items;
    case 'promise':
      return [value.value];
    default:
      return [];
  }
}

/** A shorter text says too little to be a piece of another one. */
const shortest = 3;

/** A number of the error, a text of it, in whatever case, whole, cut or put into another one; an answer about it. */
function isReadOff(given: Primitive, told: ReadonlySet<Value>): boolean {
  if (typeof given !== 'string') return given != null && told.has(given);
  const text = given.toLowerCase();
  return [...told].some((each) => {
    if (typeof each !== 'string' || each.length < shortest || text.length < shortest) return text === String(each);
    return each.toLowerCase().includes(text) || text.includes(each.toLowerCase());
  });
}

// Runs the tests of a file in the interpreter, as far as it can follow them: which errors they build, whether those come to a
// check, and which assertions hold, with the checks as they were and as they will be.

import type { Node, TaggedTemplateExpression } from '@babel/types';
import { saysExpired } from '../lib/recogniser/catalogue/sdk.ts';
import { cellOf, frame, type Environment } from '../lib/recogniser/language/environment.ts';
import { machineOn } from '../lib/recogniser/language/interpreter.ts';
import { takeItems } from '../lib/recogniser/language/iterators.ts';
import { OutOfFuel, type Machine } from '../lib/recogniser/language/machine.ts';
import {
  ConsumerThrow,
  isList,
  isObject,
  isPrimitive,
  isUnknown,
  object,
  truthy,
  unknown,
  type ObjectValue,
  type Value,
} from '../lib/recogniser/language/value.ts';
import { worldOf, type FileWorld, type Place } from '../lib/recogniser/names/world.ts';
import type { Source } from '../lib/source.ts';
import type { Replaced } from './checks.ts';
import { constructed } from './errors.ts';
import { assertionAt, blockAt, writtenTitle, type Assertion, type Block } from './framework.ts';

/** An error that was built while a test ran. */
export interface Built {
  readonly node: Node;
  readonly value: ObjectValue;
  /** The titles around, outermost first, and what a row of a table says. */
  readonly titles: readonly string[];
}

/** What came of a run. */
export interface Ran {
  readonly built: readonly Built[];
  /** Errors, by where they are built, that came to a check. */
  readonly asked: ReadonlySet<Node>;
  /** Whether assertions held, by test and place; undefined where that is not known. */
  readonly held: ReadonlyMap<string, boolean | undefined>;
}

export interface Setting {
  /** Expressions that may build an error. */
  readonly watched: ReadonlySet<Node>;
  /** What is replaced in the checks; empty for the checks as they were. */
  readonly replaced: readonly Replaced[];
  /** The checks as they will be. */
  readonly rewritten: boolean;
  /** An expression that gives something else. */
  readonly instead?: {
    readonly node: Node;
    readonly of: (value: ObjectValue) => Value;
    readonly without: ReadonlySet<Node>;
  };
}

/** Steps for one test, and for all that stands between tests. */
const perTest = 4_000;
const perFile = 10_000;
const mostTests = 500;

/** Runs every test of a file. */
export function runTests(source: Source, setting: Setting): Ran {
  const built: Built[] = [];
  const origins = new Map<Value, Set<Node>>();
  const asked = new Set<Node>();
  const held = new Map<string, boolean | undefined>();
  const titles: string[] = [];
  const open = new Set<Node>();
  const parts = new Map(setting.replaced.map((each) => [each.node, each]));
  const world = worldOf(source);
  const { before } = world;
  let count = 0;

  const once = (node: Node, run: () => Value): { readonly value: Value } => {
    open.add(node);
    try {
      return { value: run() };
    } finally {
      open.delete(node);
    }
  };
  const watch = (node: Node, environment: Environment, on: Machine): { readonly value: Value } =>
    once(node, () => {
      const made = constructed(node, environment, on) ?? on.evaluate(node, environment);
      if (!isObject(made)) return made;
      built.push({ node, value: made, titles: [...titles] });
      const { instead } = setting;
      const value = instead?.node === node ? instead.of(made) : made;
      origins.set(value, (origins.get(value) ?? new Set()).add(node));
      return value;
    });
  const ask = (part: Replaced, environment: Environment, on: Machine): { readonly value: Value } => {
    const error = valueAt(part.place, environment);
    for (const node of origins.get(error) ?? []) asked.add(node);
    if (setting.rewritten && isObject(error)) return { value: part.says(saysExpired(error)) };
    const { value } = once(part.node, () => on.evaluate(part.node, environment));
    return { value: setting.rewritten && !isPrimitive(error) ? unknown('what the check asks') : value };
  };
  const enter = (block: Block, environment: Environment, on: Machine): { readonly value: Value } => {
    const callback = on.evaluate(block.callback, environment);
    for (const { args, says } of rowsOf(block, environment, on)) {
      titles.push([writtenTitle(source, block), ...says].join(' '));
      if (block.kind === 'test') {
        on.fuel = perTest;
        count += 1;
      }
      if (count <= mostTests) quietly(() => on.call(callback, args, undefined));
      titles.pop();
    }
    return { value: undefined };
  };
  const hold = (node: Node, assertion: Assertion, environment: Environment, on: Machine): { readonly value: Value } => {
    const outcome = once(node, () => holds(assertion, environment, on)).value;
    const key = `${titles.join('\0')}\0${node.start ?? 0}`;
    // The same assertion in a loop: each time counts.
    let turn = 0;
    while (held.has(`${key}\0${turn}`)) turn += 1;
    held.set(`${key}\0${turn}`, typeof outcome === 'boolean' ? outcome : undefined);
    return { value: undefined };
  };

  const watched: FileWorld = {
    ...world,
    before: (node, environment) => {
      if (open.has(node)) return before?.(node, environment);
      if (setting.instead?.without.has(node) === true) return { value: undefined };
      const part = parts.get(node);
      if (part !== undefined) return ask(part, environment, machine);
      if (setting.watched.has(node)) return watch(node, environment, machine);
      const made = constructed(node, environment, machine);
      if (made !== undefined) return { value: made };
      const block = node.type === 'CallExpression' ? blockAt(source, node) : undefined;
      if (block !== undefined) return enter(block, environment, machine);
      const assertion = assertionAt(node);
      return assertion === undefined ? before?.(node, environment) : hold(node, assertion, environment, machine);
    },
  };
  const machine = machineOn(watched, perFile);
  watched.attach(machine);
  for (const statement of source.file.program.body) {
    const runs = /^(?:Expression|For\w*|If|Block)Statement$/.test(statement.type);
    if (runs) quietly(() => machine.run(statement, frame(undefined)));
    machine.fuel = perFile;
  }
  return { built, asked, held };
}

/** What one test does, the next one does not see. */
function quietly(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ConsumerThrow) && !(error instanceof OutOfFuel)) throw error;
  }
}

function valueAt({ root, path }: Place, environment: Environment): Value {
  let value = root.type === 'Identifier' ? cellOf(environment, root.name)?.value : undefined;
  for (const key of path) value = isObject(value) ? (value.own.get(key) ?? value.getters.get(key)) : unknown(key);
  return value;
}

interface Row {
  readonly args: readonly Value[];
  /** The texts of the row, for its title. */
  readonly says: readonly string[];
}

function rowsOf({ table }: Block, environment: Environment, machine: Machine): readonly Row[] {
  if (table === undefined) return [{ args: [unknown('the context of the test')], says: [] }];
  const rows =
    table.type === 'TaggedTemplateExpression'
      ? templateRows(table, environment, machine)
      : takeItems(machine.evaluate(table, environment), machine);
  return (rows ?? []).map((row) => ({ args: isList(row) ? row.items : [row], says: textsOf(row) }));
}

function textsOf(row: Value): readonly string[] {
  const values = isList(row) ? row.items : isObject(row) ? [...row.own.values()] : [row];
  return values.filter((value) => typeof value === 'string');
}

/** The rows of a table that is written as a template: the first line names the columns. */
function templateRows(
  { quasi }: TaggedTemplateExpression,
  environment: Environment,
  machine: Machine,
): readonly Value[] {
  const names = (quasi.quasis[0]?.value.raw ?? '').split('|').map((name) => name.trim());
  const values = quasi.expressions.map((each) => machine.evaluate(each, environment));
  return values.flatMap((_, at) =>
    at % names.length === 0 ? [object(names.map((name, column) => [name, values[at + column]] as const))] : [],
  );
}

function holds({ actual, expected, negated }: Assertion, environment: Environment, machine: Machine): Value {
  const value = machine.evaluate(actual, environment);
  const is = comparison(value, expected, environment, machine);
  return is === undefined ? unknown('an assertion') : is !== negated;
}

function comparison(
  value: Value,
  expected: Assertion['expected'],
  environment: Environment,
  machine: Machine,
): boolean | undefined {
  if (expected === 'truthy') return truthy(value);
  if (expected === 'falsy') return truthy(value) === undefined ? undefined : !truthy(value);
  if (isUnknown(value)) return undefined;
  if (expected === 'true' || expected === 'false') return value === (expected === 'true');
  const wanted = machine.evaluate(expected, environment);
  if (isPrimitive(wanted) && isPrimitive(value)) return Object.is(wanted, value);
  return isUnknown(wanted) || isPrimitive(wanted) === isPrimitive(value) ? undefined : false;
}

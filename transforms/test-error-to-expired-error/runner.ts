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
import { isCase, writtenTest } from '../lib/recogniser/vector/condition.ts';
import type { Source } from '../lib/source.ts';
import { startOf } from '../lib/tree.ts';
import type { Replaced } from './checks.ts';
import { constructed } from './errors.ts';
import { assertionAt, blockAt, writtenTitle, type Assertion, type Block } from './framework.ts';

/** An error that was built while a test ran. */
export interface Built {
  readonly node: Node;
  readonly value: ObjectValue;
  /** The test, by its place and row; empty between tests. */
  readonly test: string;
  /** The titles around, outermost first, and what a row of a table says. */
  readonly titles: readonly string[];
}

/** What came of a run. */
export interface Ran {
  readonly built: readonly Built[];
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
  /** An expression that gives something else, and what is then not run. */
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

/** A run on its way. */
interface Run {
  readonly source: Source;
  readonly setting: Setting;
  readonly parts: ReadonlyMap<Node, Replaced>;
  /** The same of cases of a switch, by what is written there. */
  readonly cases: ReadonlyMap<Node, Replaced>;
  readonly built: Built[];
  readonly held: Map<string, boolean | undefined>;
  /** The suites and the test that run, and their titles. */
  readonly places: string[];
  readonly titles: string[];
  /** Nodes that are evaluated as the language does. */
  readonly open: Set<Node>;
  tests: number;
}

/** Instead of evaluating a node. */
type Instead = { readonly value: Value } | undefined;

/** Runs every test of a file. */
export function runTests(source: Source, setting: Setting): Ran {
  const parts = new Map(setting.replaced.map((each) => [each.node, each]));
  const cases = new Map(
    setting.replaced.filter(({ node }) => isCase(node)).map((each) => [writtenTest(each.node), each]),
  );
  const run: Run = {
    source,
    setting,
    parts,
    cases,
    built: [],
    held: new Map(),
    places: [],
    titles: [],
    open: new Set(),
    tests: 0,
  };
  const world = worldOf(source);
  const machine = machineOn(
    {
      ...world,
      takes: (test, environment) => {
        const part = setting.rewritten ? cases.get(test) : undefined;
        return part && ask(run, part, environment, machine);
      },
      before: (node, environment) => instead(run, node, environment, machine) ?? world.before?.(node, environment),
    } satisfies FileWorld,
    perFile,
  );
  world.attach(machine);
  for (const statement of source.file.program.body) {
    if (!/^(?:Expression|For\w*|If|Block)Statement$/.test(statement.type)) continue;
    machine.fuel = perFile;
    quietly(() => machine.run(statement, frame(undefined)));
  }
  return run;
}

function instead(run: Run, node: Node, environment: Environment, on: Machine): Instead {
  const { setting, parts, open, source } = run;
  if (open.has(node)) return undefined;
  if (setting.instead?.without.has(node) === true) return { value: undefined };
  const part = parts.get(node);
  if (part !== undefined) return setting.rewritten ? ask(run, part, environment, on) : undefined;
  if (setting.watched.has(node)) return watch(run, node, environment, on);
  const made = constructed(node, environment, on);
  if (made !== undefined) return { value: made };
  const block = blockAt(source, node);
  if (block !== undefined) return enter(run, block, environment, on);
  const assertion = assertionAt(node);
  return assertion && hold(run, node, assertion, environment, on);
}

/** Evaluates a node as the language does. */
function plainly({ open }: Run, node: Node, evaluate: () => Value): Value {
  open.add(node);
  try {
    return evaluate();
  } finally {
    open.delete(node);
  }
}

function watch(run: Run, node: Node, environment: Environment, on: Machine): Instead {
  const value = plainly(run, node, () => constructed(node, environment, on) ?? on.evaluate(node, environment));
  if (!isObject(value)) return { value };
  run.built.push({ node, value, test: run.places.join(' '), titles: [...run.titles] });
  const other = run.setting.instead;
  return { value: other?.node === node ? other.of(value) : value };
}

/** What the part of a check says once it asks for the code. */
function ask(run: Run, part: Replaced, environment: Environment, on: Machine): Instead {
  const error = valueAt(part.place, environment);
  if (isObject(error)) return { value: part.says(saysExpired(error)) };
  const value = plainly(run, part.node, () => on.evaluate(part.node, environment));
  return { value: isPrimitive(error) && error !== undefined ? value : unknown('what the check asks') };
}

function enter(run: Run, block: Block, environment: Environment, on: Machine): Instead {
  const callback = on.evaluate(block.callback, environment);
  for (const [row, { args, says }] of rowsOf(block, environment, on).entries()) {
    run.places.push(`${startOf(block.call)}:${row}`);
    run.titles.push([writtenTitle(run.source, block), ...says].join(' '));
    if (block.kind === 'test') {
      on.fuel = perTest;
      run.tests += 1;
    }
    if (run.tests <= mostTests) quietly(() => on.call(callback, args, undefined));
    run.titles.pop();
    run.places.pop();
  }
  return { value: undefined };
}

function hold(run: Run, node: Node, assertion: Assertion, environment: Environment, on: Machine): Instead {
  const outcome = plainly(run, node, () => holds(assertion, environment, on));
  const place = `${run.places.join(' ')} @${startOf(node)}`;
  // The same assertion in a loop counts each time.
  let turn = 0;
  while (run.held.has(`${place} ${turn}`)) turn += 1;
  run.held.set(`${place} ${turn}`, typeof outcome === 'boolean' ? outcome : undefined);
  return { value: undefined };
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

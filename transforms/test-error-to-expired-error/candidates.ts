// What in a test file may build an error: constructions, calls of helpers, objects that fake one.

import type { Node, ObjectExpression } from '@babel/types';
import { definitionOf } from '../lib/links.ts';
import { frame } from '../lib/recogniser/language/environment.ts';
import { isFunction } from '../lib/recogniser/language/functions.ts';
import { machineOn } from '../lib/recogniser/language/interpreter.ts';
import { OutOfFuel } from '../lib/recogniser/language/machine.ts';
import { ConsumerThrow, isObject, type ObjectValue } from '../lib/recogniser/language/value.ts';
import { worldOf, type FileWorld } from '../lib/recogniser/names/world.ts';
import { contains, scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { surroundingsOf } from '../lib/surroundings.ts';
import { isOfTests } from '../lib/test-files.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';
import { constructed, isAssigned } from './errors.ts';

/** Every expression that may; what something is assigned to is not the whole error. */
export function candidatesIn(source: Source): readonly Node[] {
  scopesOf(source);
  const found: Node[] = [];
  walk(source.file.program, (node) => {
    if (isConstruction(node) || isAssigned(node) || helperOf(source, node) !== undefined || isFake(node))
      found.push(node);
    return undefined;
  });
  const assigned = found.filter(isAssigned);
  return found.filter((node) => !assigned.some((outer) => outer !== node && contains(outer, node)));
}

function isConstruction(node: Node): boolean {
  if (node.type !== 'NewExpression') return false;
  const { callee } = node;
  const name = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee);
  if (/(?:Error|Exception)\d*$/.test(name ?? '')) return true;
  const found = callee.type === 'Identifier' ? definitionOf(callee) : undefined;
  const declared = found?.kind === 'binding' ? found.binding.declarations[0]?.node : undefined;
  return declared?.type === 'ClassDeclaration' && declared.superClass != null;
}

/** The function of a test file that a call by name leads to. */
export function helperOf(source: Source, node: Node): Node | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return undefined;
  const found = definitionOf(node.callee);
  if (
    found?.kind !== 'binding' ||
    !(found.source === source || isOfTests(found.source.path, surroundingsOf(source).modules))
  )
    return undefined;
  const [declared] = found.binding.declarations;
  const made =
    declared?.node.type === 'VariableDeclarator' && declared.node.init ? unwrap(declared.node.init) : declared?.node;
  return made !== undefined && isFunction(made) ? made : undefined;
}

const statuses = new Set(['code', 'status', 'statusCode']);
const ofResponses = new Set(['ok', 'headers', 'body', 'json', 'jsonrpc', 'url', 'method', 'arrayBuffer']);

/** `{ code: 404, message: '...' }`, and no response nor message of a protocol. */
function isFake(node: Node): node is ObjectExpression {
  if (node.type !== 'ObjectExpression') return false;
  const keys = node.properties.flatMap((each) => ('key' in each ? (nameOf(each.key) ?? []) : ['...']));
  return keys.includes('message') && keys.some((key) => statuses.has(key)) && !keys.some((key) => ofResponses.has(key));
}

const mostSteps = 1_000;

/** What an expression makes where no test runs: what depends on parameters is unknown there. */
export function valueOf(source: Source, node: Node): ObjectValue | undefined {
  const world = worldOf(source);
  const { before } = world;
  const machine = machineOn(
    {
      ...world,
      before: (inner, environment) => {
        const made = constructed(inner, environment, machine);
        return made === undefined ? before?.(inner, environment) : { value: made };
      },
    } satisfies FileWorld,
    mostSteps,
  );
  world.attach(machine);
  try {
    const value = machine.evaluate(node, frame(undefined));
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof ConsumerThrow || error instanceof OutOfFuel) return undefined;
    throw error;
  }
}

/** An expression that builds what a check is blind to now. */
export interface Affected {
  readonly node: Node;
  /** It builds other errors too, by what it is given. */
  readonly mixed: boolean;
}

/** Of nested ones those to change: the error rather than what wraps it, the call of a helper rather than what it returns. */
export function withoutNested(source: Source, all: readonly Affected[]): readonly Affected[] {
  const isPart = ({ node }: Affected): boolean =>
    isFake(node) && all.some(({ node: outer }) => outer.type === 'NewExpression' && contains(outer, node));
  const whole = all.filter((each) => !isPart(each));
  // A call that itself makes several errors is left to what its helper builds.
  const helpers = whole.flatMap(({ node, mixed }) => (mixed ? [] : (helperOf(source, node) ?? [])));
  const kept = whole.filter(({ node, mixed }) => !mixed || !helpers.some((helper) => contains(helper, node)));
  return kept.filter(({ node }) => {
    const holds = (owner: Node): boolean => kept.some((other) => other.node !== node && contains(owner, other.node));
    const helper = helperOf(source, node);
    return !holds(node) && !(helper !== undefined && holds(helper));
  });
}

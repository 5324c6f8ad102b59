// Expressions to values: a small, bounded interpreter of JavaScript that runs consumer code nowhere but on model errors.

import type * as t from '@babel/types';
import { nameOf } from '../tree.ts';
import { cellOf, frame, selfOf, type Environment } from './environment.ts';
import { bindParameters, bindPattern } from './patterns.ts';
import { itemsOf, makeError, makeCollection, makeRegex, thrownBy, typeErrorClass } from './globals.ts';
import { burn, OutOfFuel, type Completion, type Machine, type World } from './machine.ts';
import { readMember } from './members.ts';
import { binary } from './operators.ts';
import { isFunction } from './functions.ts';
import { runStatement } from './statements.ts';
import {
  ConsumerThrow,
  isErrorType,
  isPrimitive,
  isUnknown,
  list,
  object,
  same,
  toNumber,
  toText,
  truthy,
  unknown,
  type Value,
} from './value.ts';

const deepest = 40;

/** A machine on a fresh tank. */
export function machineOn(world: World, fuel: number): Machine {
  const machine: Machine = {
    world,
    fuel,
    depth: 0,
    yielded: undefined,
    exits: [],
    evaluate: (node, environment) => evaluate(node, environment, machine),
    run: (node, environment): Completion => runStatement(node, environment, machine),
    call: (callee, args, self) => call(callee, args, self, machine),
  };
  return machine;
}

function evaluate(node: t.Node, environment: Environment, machine: Machine): Value {
  burn(machine);
  const instead = machine.world.before?.(node, environment);
  if (instead !== undefined) return instead.value;
  return expression(node, environment, machine);
}

function expression(node: t.Node, environment: Environment, machine: Machine): Value {
  const value = (child: t.Node): Value => machine.evaluate(child, environment);
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'BigIntLiteral':
      return BigInt(node.value);
    case 'RegExpLiteral':
      return { kind: 'regex', source: node.pattern, flags: node.flags, lastIndex: 0 };
    case 'TemplateLiteral':
      return template(node, environment, machine);
    case 'Identifier': {
      const cell = cellOf(environment, node.name);
      return cell === undefined ? machine.world.name(node, node.name) : cell.value;
    }
    case 'ThisExpression': {
      const self = selfOf(environment);
      return self === undefined ? machine.world.self(node) : self;
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TypeCastExpression':
    case 'ParenthesizedExpression':
      return value(node.expression);
    case 'AwaitExpression':
      return value(node.argument);
    case 'ChainExpression' as never:
      return unknown('a chain');
    case 'MemberExpression':
    case 'OptionalMemberExpression':
    case 'CallExpression':
    case 'OptionalCallExpression':
      return chain(node, environment, machine).value;
    case 'UnaryExpression':
      return unary(node, environment, machine);
    case 'BinaryExpression':
      if (node.left.type === 'PrivateName') return unknown('a private brand check');
      return binary(node.operator, value(node.left), value(node.right));
    case 'LogicalExpression':
      return logical(node.operator, value(node.left), () => value(node.right));
    case 'ConditionalExpression':
      return conditional(node, environment, machine);
    case 'SequenceExpression':
      return node.expressions.map(value).at(-1);
    case 'ArrayExpression':
      return arrayLiteral(node, environment, machine);
    case 'ObjectExpression':
      return objectLiteral(node, environment, machine);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return { kind: 'function', node, environment, self: undefined };
    case 'NewExpression':
      return construct(node, environment, machine);
    case 'AssignmentExpression':
      return assignment(node, environment, machine);
    case 'UpdateExpression':
      return update(node, environment, machine);
    case 'YieldExpression': {
      const item = node.argument ? value(node.argument) : undefined;
      if (node.delegate) machine.yielded?.push(...(itemsOf(item) ?? [unknown('a delegated generator')]));
      else machine.yielded?.push(item);
      return undefined;
    }
    default:
      return unknown(`an expression of kind ${node.type}`);
  }
}

function template(node: t.TemplateLiteral, environment: Environment, machine: Machine): Value {
  let text = '';
  for (const [i, quasi] of node.quasis.entries()) {
    text += quasi.value.cooked ?? '';
    const inner = node.expressions[i];
    if (inner === undefined) continue;
    const part = toText(machine.evaluate(inner, environment));
    if (typeof part !== 'string') return unknown('a text with an unknown part');
    text += part;
  }
  return text;
}

/** The value of a member or call, and the object it was read from; `short` where an optional chain ended early. */
interface Link {
  readonly value: Value;
  readonly self: Value;
  readonly short: boolean;
}

function chain(node: t.Node, environment: Environment, machine: Machine): Link {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      if (node.object.type === 'Super') return { value: unknown('super'), self: undefined, short: false };
      const of = link(node.object, environment, machine);
      if (of.short) return of;
      if (node.type === 'OptionalMemberExpression' && node.optional && of.value == null) return ended;
      const key = propertyKey(node, environment, machine);
      const value = key === undefined ? unknown('a property of unknown name') : readMember(of.value, key, machine);
      return { value, self: of.value, short: false };
    }
    case 'CallExpression':
    case 'OptionalCallExpression': {
      if (
        node.callee.type === 'Super' ||
        node.callee.type === 'Import' ||
        node.callee.type === 'V8IntrinsicIdentifier'
      ) {
        return { value: importOf(node, machine), self: undefined, short: false };
      }
      const callee = link(node.callee, environment, machine);
      if (callee.short) return callee;
      if (node.type === 'OptionalCallExpression' && node.optional && callee.value == null) return ended;
      const args = argumentsOf(node.arguments, environment, machine);
      if (args === undefined) return { value: unknown('a call with unknown arguments'), self: undefined, short: false };
      return { value: machine.call(callee.value, args, callee.self), self: undefined, short: false };
    }
    default:
      return { value: machine.evaluate(node, environment), self: undefined, short: false };
  }
}

/** `before` may stand in for a link of a chain as well. */
function link(node: t.Node, environment: Environment, machine: Machine): Link {
  const isLink = /^(Optional)?(Member|Call)Expression$/.test(node.type) && node.extra?.['parenthesized'] !== true;
  if (!isLink) return { value: machine.evaluate(node, environment), self: undefined, short: false };
  burn(machine);
  const instead = machine.world.before?.(node, environment);
  return instead === undefined
    ? chain(node, environment, machine)
    : { value: instead.value, self: undefined, short: false };
}

const ended: Link = { value: undefined, self: undefined, short: true };

function importOf(node: t.CallExpression | t.OptionalCallExpression, machine: Machine): Value {
  return node.callee.type === 'Import' ? machine.world.name(node, 'import()') : unknown('super');
}

/** The name of the property a member expression reads, or undefined where it is not known. */
export function propertyKey(
  node: t.MemberExpression | t.OptionalMemberExpression,
  environment: Environment,
  machine: Machine,
): string | undefined {
  if (node.property.type === 'PrivateName') return `#${node.property.id.name}`;
  if (!node.computed) return nameOf(node.property);
  const key = machine.evaluate(node.property, environment);
  return isPrimitive(key) ? String(key) : undefined;
}

function argumentsOf(nodes: readonly t.Node[], environment: Environment, machine: Machine): Value[] | undefined {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') {
      args.push(machine.evaluate(node, environment));
      continue;
    }
    const items = itemsOf(machine.evaluate(node.argument, environment));
    if (items === undefined) return undefined;
    args.push(...items);
  }
  return args;
}

function call(callee: Value, args: readonly Value[], self: Value, machine: Machine): Value {
  if (isUnknown(callee)) return machine.world.called?.(callee, args) ?? unknown('the result of an unknown call');
  if (isPrimitive(callee)) throw new ConsumerThrow(makeError(typeErrorClass, ['not a function']));
  if (callee.kind === 'builtin') {
    try {
      return callee.call(args, self);
    } catch (error) {
      if (error instanceof ConsumerThrow || error instanceof OutOfFuel) throw error;
      throw new ConsumerThrow(thrownBy(error));
    }
  }
  if (callee.kind === 'class') return unknown('a class called without new');
  if (callee.kind !== 'function' || !isFunction(callee.node))
    throw new ConsumerThrow(makeError(typeErrorClass, ['not a function']));
  return callFunction(
    callee.node,
    callee.environment,
    args,
    callee.node.type === 'ArrowFunctionExpression' ? undefined : (self ?? callee.self),
    machine,
  );
}

function callFunction(
  node: t.Function,
  outer: Environment,
  args: readonly Value[],
  self: Value,
  machine: Machine,
): Value {
  if (machine.depth >= deepest) return unknown('a call that goes too deep');
  const inner = frame(outer, self);
  machine.depth++;
  const { exits, yielded } = machine;
  machine.exits = [];
  if (node.generator) machine.yielded = [];
  try {
    bindParameters(node, args, inner, machine);
    if (node.body.type !== 'BlockStatement') return machine.evaluate(node.body, inner);
    const completion = machine.run(node.body, inner);
    if (node.generator) return list(machine.yielded ?? []);
    return settled(completion, machine);
  } finally {
    machine.exits = exits;
    machine.depth--;
    machine.yielded = yielded;
  }
}

/** What a body returned, unless a way that may have been gone returns something else. */
export function settled(completion: Completion, machine: Machine): Value {
  const value = completion.kind === 'return' ? completion.value : undefined;
  return machine.exits.every((exit) => same(exit, value)) ? value : unknown('a branch that cannot be decided');
}

function unary(node: t.UnaryExpression, environment: Environment, machine: Machine): Value {
  if (node.operator === 'delete' || node.operator === 'throw') return unknown(node.operator);
  const value = machine.evaluate(node.argument, environment);
  switch (node.operator) {
    case '!': {
      const truth = truthy(value);
      return truth === undefined ? value : !truth;
    }
    case 'typeof':
      return isUnknown(value) ? unknown('the type of something unknown') : typeName(value);
    case 'void':
      return undefined;
    default: {
      const number = toNumber(value);
      if (typeof number !== 'number') return number;
      return node.operator === '-' ? -number : node.operator === '~' ? ~number : number;
    }
  }
}

function typeName(value: Value): string {
  if (isPrimitive(value)) return typeof value;
  return value.kind === 'function' || value.kind === 'builtin' || value.kind === 'class' ? 'function' : 'object';
}

/** `&&`, `||`, `??` in three values: what cannot be known on the left may still be decided by the right. */
export function logical(operator: '&&' | '||' | '??', left: Value, right: () => Value): Value {
  if (operator === '??') return isUnknown(left) ? left : left == null ? right() : left;
  const truth = truthy(left);
  if (truth !== undefined) return truth === (operator === '&&') ? right() : left;
  const other = right();
  const deciding = truthy(other) === (operator === '||');
  return deciding && !isUnknown(other) ? operator === '||' : left;
}

function conditional(node: t.ConditionalExpression, environment: Environment, machine: Machine): Value {
  const test = machine.evaluate(node.test, environment);
  const truth = truthy(test);
  if (truth !== undefined) return machine.evaluate(truth ? node.consequent : node.alternate, environment);
  const left = machine.evaluate(node.consequent, environment);
  return same(left, machine.evaluate(node.alternate, environment)) ? left : test;
}

function arrayLiteral(node: t.ArrayExpression, environment: Environment, machine: Machine): Value {
  const elements = node.elements.filter((element) => element !== null);
  const items = argumentsOf(elements, environment, machine);
  return items === undefined ? unknown('a list with an unknown part') : list(items);
}

function objectLiteral(node: t.ObjectExpression, environment: Environment, machine: Machine): Value {
  const result = object();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const from = machine.evaluate(property.argument, environment);
      if (from == null) continue;
      if (isPrimitive(from) || from.kind !== 'object') return unknown('an object with an unknown part');
      for (const [key, item] of from.own) if (key !== 'message') result.own.set(key, item);
      continue;
    }
    const key = property.computed ? machine.evaluate(property.key, environment) : literalKey(property.key);
    if (!isPrimitive(key)) return unknown('an object with a key of unknown name');
    if (property.type === 'ObjectMethod') {
      if (property.kind === 'method')
        result.own.set(String(key), { kind: 'function', node: property, environment, self: result });
      else return unknown('an object with an accessor');
    } else {
      result.own.set(String(key), machine.evaluate(property.value, environment));
    }
  }
  return result;
}

function literalKey(key: t.Node): string | number | undefined {
  return key.type === 'NumericLiteral' ? key.value : nameOf(key);
}

function construct(node: t.NewExpression, environment: Environment, machine: Machine): Value {
  if (node.callee.type === 'Super' || node.callee.type === 'Import') return unknown('super');
  const callee = machine.evaluate(node.callee, environment);
  const args = argumentsOf(node.arguments, environment, machine);
  if (args === undefined || isPrimitive(callee)) return unknown('a construction with unknown arguments');
  if (callee.kind === 'builtin') {
    if (callee.name === 'Set' || callee.name === 'Map')
      return makeCollection(callee.name === 'Set' ? 'set' : 'map', args[0]);
    if (callee.name === 'RegExp') return makeRegex(args[0], args[1]);
    return callee.call(args, undefined);
  }
  if (callee.kind === 'class' && isErrorType(callee) && callee.id === callee.name) return makeError(callee, args);
  return unknown(callee.kind === 'class' ? `a new ${callee.name}` : 'a new object');
}

function assignment(node: t.AssignmentExpression, environment: Environment, machine: Machine): Value {
  const value = assigned(node, environment, machine);
  if (node.left.type === 'MemberExpression') {
    const of = machine.evaluate(node.left.object, environment);
    const key = propertyKey(node.left, environment, machine);
    if (!isPrimitive(of) && of.kind === 'object' && key !== undefined) of.own.set(key, value);
    return value;
  }
  bindPattern(node.left, value, environment, machine, 'assign');
  return value;
}

function assigned(node: t.AssignmentExpression, environment: Environment, machine: Machine): Value {
  const right = (): Value => machine.evaluate(node.right, environment);
  if (node.operator === '=') return right();
  const left = machine.evaluate(node.left, environment);
  if (node.operator === '&&=' || node.operator === '||=' || node.operator === '??=') {
    return logical(node.operator === '&&=' ? '&&' : node.operator === '||=' ? '||' : '??', left, right);
  }
  return binary(node.operator.slice(0, -1), left, right());
}

function update(node: t.UpdateExpression, environment: Environment, machine: Machine): Value {
  const before = toNumber(machine.evaluate(node.argument, environment));
  const after = typeof before === 'number' ? before + (node.operator === '++' ? 1 : -1) : before;
  if (node.argument.type === 'Identifier') {
    const cell = cellOf(environment, node.argument.name);
    if (cell !== undefined) cell.value = after;
  }
  return node.prefix ? after : before;
}

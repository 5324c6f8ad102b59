// Expressions to values: a small, bounded interpreter of JavaScript that runs consumer code nowhere but on model errors.

import type * as t from '@babel/types';
import { call, construct, runConstructor } from './calls.ts';
import { chain } from './chains.ts';
import { classValue, newTargetOf } from './classes.ts';
import { cellOf, selfOf, type Environment } from './environment.ts';
import { globalNamed } from './globals.ts';
import { certain, settledValue } from './heap.ts';
import { takeItems } from './iterators.ts';
import { arrayLiteral, element, objectLiteral, taggedTemplate, template } from './literals.ts';
import { conditional, logical, unary } from './logic.ts';
import { burn, deeper, type Completion, type Machine, type World } from './machine.ts';
import { binary } from './operators.ts';
import { awaited } from './promises.ts';
import { inherited } from './properties.ts';
import { runStatement } from './statements.ts';
import { isObject, isUnknown, unknown, type Value } from './value.ts';
import { assignment, update } from './writes.ts';

/** A machine on a fresh tank. */
export function machineOn(world: World, fuel: number): Machine {
  const machine: Machine = {
    world,
    fuel,
    depth: 0,
    nesting: 0,
    yielded: undefined,
    exits: [],
    risks: 0,
    journal: undefined,
    weak: certain,
    evaluate: (node, environment) => evaluate(node, environment, machine),
    run: (node, environment): Completion => runStatement(node, environment, machine),
    call: (callee, args, self) => call(callee, args, self, machine),
    construct: (callee, args, instance, target) => runConstructor(callee, args, instance, target, machine),
    global: (name) => globalNamed(name)?.value,
  };
  return machine;
}

function evaluate(node: t.Node, environment: Environment, machine: Machine): Value {
  burn(machine);
  const instead = machine.world.before?.(node, environment);
  if (instead !== undefined) return instead.value;
  deeper(machine);
  try {
    return expression(node, environment, machine);
  } finally {
    machine.nesting--;
  }
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
      return { kind: 'regex', source: node.pattern, flags: [...node.flags].sort().join(''), lastIndex: 0 };
    case 'TemplateLiteral':
      return template(node, environment, machine);
    case 'Identifier': {
      const cell = cellOf(environment, node.name);
      return settledValue(cell === undefined ? machine.world.name(node, node.name) : cell.value);
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
      return awaited(value(node.argument), machine);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
    case 'CallExpression':
    case 'OptionalCallExpression':
      return chain(node, environment, machine).value;
    case 'UnaryExpression':
      return unary(node, environment, machine);
    case 'BinaryExpression':
      if (node.left.type === 'PrivateName') return hasBrand(`#${node.left.id.name}`, value(node.right));
      return binary(node.operator, value(node.left), value(node.right), machine);
    case 'LogicalExpression':
      return logical(node.operator, value(node.left), () => value(node.right), machine);
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
    case 'ClassExpression':
      return classValue(node, environment, machine, `class:${node.start ?? 0}`);
    case 'TaggedTemplateExpression':
      return taggedTemplate(node, environment, machine);
    case 'MetaProperty':
      return node.meta.name === 'new' ? newTargetOf(environment) : unknown('import.meta');
    case 'NewExpression':
      return construct(node, environment, machine);
    case 'AssignmentExpression':
      return assignment(node, environment, machine);
    case 'UpdateExpression':
      return update(node, environment, machine);
    case 'YieldExpression': {
      const item = node.argument ? value(node.argument) : undefined;
      if (node.delegate) machine.yielded?.push(...(takeItems(item, machine) ?? [unknown('a delegated generator')]));
      else machine.yielded?.push(item);
      return undefined;
    }
    case 'JSXElement':
    case 'JSXFragment':
      return element(node, environment, machine);
    default:
      return unknown(`an expression of kind ${node.type}`);
  }
}

/** `#name in value`. */
function hasBrand(name: string, value: Value): Value {
  if (!isObject(value)) return isUnknown(value) ? value : false;
  return value.own.has(name) || inherited(value.type, name) !== undefined;
}

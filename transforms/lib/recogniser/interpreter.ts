// Expressions to values: a small, bounded interpreter of JavaScript that runs consumer code nowhere but on model errors.

import type * as t from '@babel/types';
import { call, construct } from './calls.ts';
import { chain } from './chains.ts';
import { cellOf, selfOf, type Environment } from './environment.ts';
import { itemsOf } from './globals.ts';
import { arrayLiteral, objectLiteral } from './literals.ts';
import { conditional, logical, unary } from './logic.ts';
import { burn, type Completion, type Machine, type World } from './machine.ts';
import { binary } from './operators.ts';
import { runStatement } from './statements.ts';
import { object, toText, unknown, type Value } from './value.ts';
import { assignment, update } from './writes.ts';

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
    case 'JSXElement':
    case 'JSXFragment':
      return element(node, environment, machine);
    default:
      return unknown(`an expression of kind ${node.type}`);
  }
}

/** Of JSX only what it is made of is evaluated; the element is a thing, and so it is true. */
function element(node: t.JSXElement | t.JSXFragment, environment: Environment, machine: Machine): Value {
  const attributes = node.type === 'JSXElement' ? node.openingElement.attributes : [];
  for (const part of [...attributes, ...node.children]) {
    const inner = part.type === 'JSXAttribute' ? part.value : part;
    if (inner?.type === 'JSXElement' || inner?.type === 'JSXFragment') element(inner, environment, machine);
    if (inner?.type === 'JSXSpreadAttribute') machine.evaluate(inner.argument, environment);
    if (inner?.type === 'JSXExpressionContainer' && inner.expression.type !== 'JSXEmptyExpression')
      machine.evaluate(inner.expression, environment);
  }
  return object();
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

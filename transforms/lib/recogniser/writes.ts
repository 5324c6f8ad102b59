// What changes a value: assignments and updates.

import type * as t from '@babel/types';
import { propertyKey } from './chains.ts';
import { cellOf, type Environment } from './environment.ts';
import { logical } from './logic.ts';
import type { Machine } from './machine.ts';
import { binary } from './operators.ts';
import { bindPattern } from './patterns.ts';
import { isPrimitive, toNumber, type Value } from './value.ts';

/** `a = b` and its kin. */
export function assignment(node: t.AssignmentExpression, environment: Environment, machine: Machine): Value {
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

/** `a++` and its kin. */
export function update(node: t.UpdateExpression, environment: Environment, machine: Machine): Value {
  const before = toNumber(machine.evaluate(node.argument, environment));
  const after = typeof before === 'number' ? before + (node.operator === '++' ? 1 : -1) : before;
  if (node.argument.type === 'Identifier') {
    const cell = cellOf(environment, node.argument.name);
    if (cell !== undefined) cell.value = after;
  }
  return node.prefix ? after : before;
}

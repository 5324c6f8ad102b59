// What changes a value: assignments and updates.

import type * as t from '@babel/types';
import { propertyKey } from './chains.ts';
import { toPrimitive } from './coerce.ts';
import type { Environment } from './environment.ts';
import { logical } from './logic.ts';
import type { Machine } from './machine.ts';
import { writeMember } from './members.ts';
import { onHost } from './methods.ts';
import { binary } from './operators.ts';
import { bindPattern } from './patterns.ts';
import { explore } from './branches.ts';
import { isUnknown, truthy, unknown, type Value } from './value.ts';

/** `a = b` and its kin. */
export function assignment(node: t.AssignmentExpression, environment: Environment, machine: Machine): Value {
  const { operator, left } = node;
  const right = (): Value => machine.evaluate(node.right, environment);
  const put = (value: Value): Value => {
    assign(left, value, environment, machine);
    return value;
  };
  if (operator === '=') return put(right());
  const before = machine.evaluate(left, environment);
  if (operator !== '&&=' && operator !== '||=' && operator !== '??=') {
    return put(binary(operator.slice(0, -1), before, right(), machine));
  }
  const keeps = operator === '??=' ? (isUnknown(before) ? undefined : before != null) : stays(operator, truthy(before));
  if (keeps === true) return before;
  if (keeps === false) return put(right());
  explore<Value>(machine, { test: before, ways: [() => put(right()), () => undefined], goesOn: () => true });
  return logical(
    operator === '&&=' ? '&&' : operator === '||=' ? '||' : '??',
    before,
    () => unknown('an assignment'),
    machine,
  );
}

function stays(operator: '&&=' | '||=', truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : truth === (operator === '||=');
}

function assign(target: t.Node, value: Value, environment: Environment, machine: Machine): void {
  if (target.type !== 'MemberExpression') {
    bindPattern(target, value, environment, machine, 'assign');
    return;
  }
  const of = machine.evaluate(target.object, environment);
  const key = propertyKey(target, environment, machine);
  if (key !== undefined) writeMember(of, key, value, machine);
  else if (typeof of === 'object' && of !== null && 'doubt' in of) of.doubt = 'a property of unknown name was set';
}

/** `a++` and its kin. */
export function update(node: t.UpdateExpression, environment: Environment, machine: Machine): Value {
  const before = toPrimitive(machine.evaluate(node.argument, environment), 'number', machine);
  const step = (value: number): number => (node.operator === '++' ? value + 1 : value - 1);
  const number = isUnknown(before) ? before : typeof before === 'bigint' ? before : Number(before);
  const after: Value = isUnknown(number)
    ? unknown('a counter')
    : onHost(() => (typeof number === 'bigint' ? (node.operator === '++' ? number + 1n : number - 1n) : step(number)));
  assign(node.argument, after, environment, machine);
  return node.prefix ? after : number;
}

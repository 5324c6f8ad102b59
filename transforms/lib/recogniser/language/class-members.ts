// The members of a class of the inspected file.

import type { Class, Node } from '@babel/types';
import type { Scopes } from '../../scopes.ts';
import { nameOf, walk } from '../../tree.ts';
import { changeThrough } from './changed.ts';
import { frame } from './environment.ts';
import type { FunctionValue, UnknownValue, Value } from './value.ts';

/** How a member gets its value: an initialiser is evaluated, a getter called. */
export interface MemberReader {
  evaluate(node: Node): Value;
  call(getter: FunctionValue): Value;
}

/** A method, what a getter gives, or a property that is set once where it is declared. */
export function classMember(
  owner: Class,
  property: string,
  self: UnknownValue,
  { evaluate, call }: MemberReader,
  scopes: Scopes,
): { readonly value: Value } | undefined {
  for (const member of owner.body.body) {
    if (member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod') {
      const name = member.type === 'ClassMethod' ? nameOf(member.key) : `#${member.key.id.name}`;
      if (name !== property || (member.kind !== 'method' && member.kind !== 'get')) continue;
      const method: FunctionValue = { kind: 'function', node: member, environment: frame(undefined), self };
      return { value: member.kind === 'get' ? call(method) : method };
    }
    if (member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty') {
      const name = member.type === 'ClassProperty' ? nameOf(member.key) : `#${member.key.id.name}`;
      if (name !== property || !member.value || writesMember(owner, property, scopes)) continue;
      return { value: evaluate(member.value) };
    }
  }
  return undefined;
}

const written = new WeakMap<Class, ReadonlySet<string>>();

/** True when the class assigns to `this.property` after its declaration, or changes in place what it holds. */
function writesMember(owner: Class, property: string, scopes: Scopes): boolean {
  return writtenMembers(owner, scopes).has(property);
}

/** What a class writes to of its own, by `this` or by its name. */
export function writtenMembers(owner: Class, scopes: Scopes): ReadonlySet<string> {
  let members = written.get(owner);
  if (members === undefined) written.set(owner, (members = collectWritten(owner, scopes)));
  return members;
}

function collectWritten(owner: Class, scopes: Scopes): ReadonlySet<string> {
  const members = new Set<string>();
  const note = (node: Node | undefined): void => {
    if (node?.type !== 'MemberExpression') return;
    const name = node.property.type === 'PrivateName' ? `#${node.property.id.name}` : nameOf(node.property);
    if (name !== undefined && (isTarget(node, scopes) || changeThrough(node, scopes) !== undefined)) members.add(name);
  };
  walk(owner, (node) => {
    if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') note(node);
    return undefined;
  });
  const binding = owner.id && scopes.bindingOf(owner.id);
  for (const { node } of binding?.references ?? []) note(scopes.parentOf(node)?.node);
  return members;
}

function isTarget(node: Node, { parentOf }: Scopes): boolean {
  const parent = parentOf(node);
  switch (parent?.node.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.key === 'left';
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'ObjectProperty':
      return parentOf(parent.node)?.node.type === 'ObjectPattern' && parent.key === 'value';
    default:
      return false;
  }
}

// The members of a class of the inspected file.

import type { Class, Node } from '@babel/types';
import type { Scopes } from '../scopes.ts';
import { nameOf, walk } from '../tree.ts';
import { frame } from './environment.ts';
import type { FunctionValue, UnknownValue, Value } from './value.ts';

/** The static members of a class: methods, and what its properties are set to. */
export function staticsOf(node: Class, evaluate: (node: Node) => Value): ReadonlyMap<string, Value> {
  const members = new Map<string, Value>();
  for (const member of node.body.body) {
    if (member.type === 'ClassMethod' && member.static && member.kind === 'method') {
      members.set(nameOf(member.key) ?? '', {
        kind: 'function',
        node: member,
        environment: frame(undefined),
        self: undefined,
      });
    }
    if (member.type === 'ClassProperty' && member.static && member.value) {
      members.set(nameOf(member.key) ?? '', evaluate(member.value));
    }
    if (member.type === 'ClassPrivateProperty' && member.static && member.value) {
      members.set(`#${member.key.id.name}`, evaluate(member.value));
    }
  }
  return members;
}

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

/** True when the class assigns to `this.property` after its declaration. */
function writesMember(owner: Class, property: string, scopes: Scopes): boolean {
  let members = written.get(owner);
  if (members === undefined) written.set(owner, (members = writtenMembers(owner, scopes)));
  return members.has(property);
}

function writtenMembers(owner: Class, scopes: Scopes): ReadonlySet<string> {
  const members = new Set<string>();
  walk(owner, (node) => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return undefined;
    const name = node.property.type === 'PrivateName' ? `#${node.property.id.name}` : nameOf(node.property);
    const parent = scopes.parentOf(node)?.node;
    const writes = parent?.type === 'AssignmentExpression' && parent.left === node;
    if (name !== undefined && (writes || parent?.type === 'UpdateExpression')) members.add(name);
    return undefined;
  });
  return members;
}

// A class and the classes it extends, in whatever files they lie: where a member is declared, and what it is made of.

import type { Class, Node } from '@babel/types';
import { nameOf } from '../../tree.ts';
import { isClass, isFunction } from '../language/functions.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';
import { standsFor } from './callee.ts';

const longestLine = 6;

/** The class itself, then what it extends, as far as the repository goes. */
export function lineOf(owner: Class): readonly Class[] {
  const line = [owner];
  for (let at: Class | undefined = owner; at !== undefined && line.length < longestLine;) {
    const parent: Node | undefined = at.superClass ? standsFor(at.superClass) : undefined;
    at = parent !== undefined && isClass(parent) && !line.includes(parent) ? parent : undefined;
    if (at !== undefined) line.push(at);
  }
  return line;
}

/** The class of the SDK that ends the line, by its name. */
export function sdkAncestor(owner: Class): string | undefined {
  const last = lineOf(owner).at(-1);
  return last?.superClass ? sdkThing(last.superClass)?.name : undefined;
}

/** Every member of that name along the line, nearest first. A private name is written with its `#`. */
export function membersNamed(owner: Class, name: string): readonly Class['body']['body'][number][] {
  return lineOf(owner).flatMap(({ body }) => body.body.filter((member) => memberName(member) === name));
}

/** The name of a member, `#` and all. */
export function memberName(member: Node): string | undefined {
  if (member.type === 'ClassPrivateMethod' || member.type === 'ClassPrivateProperty') return `#${member.key.id.name}`;
  return 'key' in member && !('computed' in member && member.computed === true) ? nameOf(member.key) : undefined;
}

/** The name that `x.name` or `x.#name` reads. */
export function propertyName({
  property,
  computed,
}: Node & { readonly type: 'MemberExpression' | 'OptionalMemberExpression' }): string | undefined {
  if (property.type === 'PrivateName') return `#${property.id.name}`;
  return computed && property.type !== 'StringLiteral' ? undefined : nameOf(property);
}

/** The body of the method, or the initialiser of the property, that a member is declared by. */
export function memberIn(owner: Class, name: string | undefined): Node | undefined {
  if (name === undefined) return undefined;
  for (const member of membersNamed(owner, name)) {
    if (isFunction(member)) return member;
    const value = 'value' in member ? member.value : undefined;
    if (value && typeof value === 'object' && 'type' in value) return value;
  }
  return undefined;
}

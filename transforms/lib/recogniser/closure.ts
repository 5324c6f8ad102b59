// Everything in the file that a condition is made of: its own text, and the constants and functions it leads to.

import type { Class, Node } from '@babel/types';
import { scopesOf, type Scopes } from '../scopes.ts';
import type { Source } from '../source.ts';
import { nameOf, walk } from '../tree.ts';
import { above, isClass, isFunction } from './functions.ts';

/** A function or value longer than this says too much to be part of a condition. */
const longest = 4_000;
const mostNodes = 60;

/** The condition and, transitively, the initialisers, functions and methods of this file that it names. */
export function closureOf(source: Source, node: Node): readonly Node[] {
  const scopes = scopesOf(source);
  const reached = new Set<Node>([node]);
  const queue: Node[] = [node];
  const reach = (next: Node | null | undefined): void => {
    if (!next || reached.has(next) || reached.size > mostNodes || (next.end ?? 0) - (next.start ?? 0) > longest) return;
    reached.add(next);
    queue.push(next);
  };
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    walk(current, (inner) => {
      if (inner.type === 'Identifier') {
        for (const { kind, node: declared } of scopes.bindingOf(inner)?.declarations ?? []) {
          if (kind === 'function' || kind === 'enum') reach(declared);
          else if (declared.type === 'VariableDeclarator') reach(declared.init ?? listOf(declared, scopes));
        }
        for (const reference of scopes.bindingOf(inner)?.references ?? []) {
          const parent = reference.write ? scopes.parentOf(reference.node)?.node : undefined;
          if (parent?.type === 'AssignmentExpression') reach(parent.right);
        }
      }
      if (inner.type === 'MemberExpression' && inner.object.type === 'ThisExpression') {
        reach(memberOf(source, inner, keyOf(inner.property)));
      }
      if (inner.type === 'MemberExpression' && inner.object.type === 'Identifier') {
        const owner = scopes.bindingOf(inner.object)?.declarations[0]?.node;
        if (owner !== undefined && isClass(owner)) reach(memberIn(owner, keyOf(inner.property)));
      }
      return undefined;
    });
  }
  return [...reached];
}

/** What a loop takes its variable from: `patterns` in `for (const pattern of patterns)`. */
function listOf(declarator: Node, { parentOf }: Scopes): Node | undefined {
  const loop = parentOf(parentOf(declarator)?.node ?? declarator)?.node;
  return loop?.type === 'ForOfStatement' ? loop.right : undefined;
}

/** The body of the method, or the initialiser of the property, that `this.name` means. */
export function memberOf(source: Source, at: Node, name: string | undefined): Node | undefined {
  const owner = above(at, scopesOf(source), isClass);
  return owner && memberIn(owner, name);
}

function memberIn(owner: Class, name: string | undefined): Node | undefined {
  for (const member of owner.body.body) {
    const isMethod = isFunction(member);
    if (!isMethod && member.type !== 'ClassProperty' && member.type !== 'ClassPrivateProperty') continue;
    const key = 'key' in member ? keyOf(member.key) : undefined;
    if (key !== undefined && key === name) return isMethod ? member : (member.value ?? undefined);
  }
  return undefined;
}

function keyOf(key: Node): string | undefined {
  return key.type === 'PrivateName' ? key.id.name : nameOf(key);
}

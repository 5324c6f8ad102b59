// Who calls a function of this file, by name or as a method.

import type { Node } from '@babel/types';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { isNode, nameOf, walk } from '../tree.ts';

/** A place that calls a function of this file, or hands it on. */
export interface CallSite {
  readonly call: Node;
  /** The node that takes the function as a value instead of calling it. */
  readonly bare?: Node;
}

/** Every place that calls the function, or hands it on. */
export function callSites(source: Source, owner: Node, name: string): readonly CallSite[] {
  const scopes = scopesOf(source);
  const method = /^(Class|Object)/.test(owner.type) || /^Class/.test(scopes.parentOf(owner)?.node.type ?? '');
  return method ? methodSites(source, name.replace(/^#/, '')) : functionSites(source, owner);
}

function functionSites(source: Source, owner: Node): readonly CallSite[] {
  const scopes = scopesOf(source);
  const holder = scopes.parentOf(owner)?.node;
  const id = 'id' in owner && owner.id ? owner.id : holder?.type === 'VariableDeclarator' ? holder.id : undefined;
  const references = id && isNode(id) ? (scopes.bindingOf(id)?.references ?? []) : [];
  return references.flatMap(({ node }): CallSite[] => {
    const parent = scopes.parentOf(node);
    if (parent?.key === 'callee') return [{ call: parent.node }];
    const handed = parent?.key === 'arguments' || parent?.node.type === 'AssignmentExpression';
    return parent !== undefined && handed ? [{ call: node, bare: parent.node }] : [];
  });
}

const memberUses = new WeakMap<Source, ReadonlyMap<string, readonly Node[]>>();

function methodSites(source: Source, name: string): readonly CallSite[] {
  const scopes = scopesOf(source);
  let uses = memberUses.get(source);
  if (uses === undefined) memberUses.set(source, (uses = collectMembers(source)));
  return (uses.get(name) ?? []).flatMap((node): CallSite[] => {
    const parent = scopes.parentOf(node);
    if (parent === undefined) return [];
    return [parent.key === 'callee' ? { call: parent.node } : { call: node, bare: parent.node }];
  });
}

function collectMembers(source: Source): ReadonlyMap<string, readonly Node[]> {
  const uses = new Map<string, Node[]>();
  walk(source.file.program, (node) => {
    if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
    const name = node.property.type === 'PrivateName' ? node.property.id.name : nameOf(node.property);
    if (name === undefined) return undefined;
    const known = uses.get(name);
    if (known === undefined) uses.set(name, [node]);
    else known.push(node);
    return undefined;
  });
  return uses;
}

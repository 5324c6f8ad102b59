// Whether a reset in a fetch wrapper is of the transport that is given the wrapper: that one clears its id by itself, another
// one does not on an answer that it never sees.

import type { Node } from '@babel/types';
import { isConstant, scopesOf, writtenAs } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap } from '../lib/tree.ts';
import type { Interception } from './interceptions.ts';

/** True where the object is that transport, or where nobody sees who is given the wrapper. */
export function isOwn(source: Source, object: Node, { given, shared }: Interception): boolean {
  if (given === undefined) return true;
  if (shared) return false;
  const names = namesOf(source, given.construction);
  return names.includes(placeOf(source, object));
}

/** Where a transport that is built here is kept: a variable, a field, and what either is copied to. */
function namesOf(source: Source, construction: Node): readonly unknown[] {
  const { parentOf, bindingOf } = scopesOf(source);
  let value = construction;
  let above = parentOf(value)?.node;
  for (; above !== undefined && unwrap(above) === construction; above = parentOf(value)?.node) value = above;
  const holder = heldBy(above, value);
  if (holder === undefined) return [];
  const own = bindingOf(holder);
  const copies = (own?.references ?? []).flatMap(({ node }) => heldBy(parentOf(node)?.node, node) ?? []);
  return [holder, ...copies].map((name) => placeOf(source, name));
}

/** What a value is put into. */
function heldBy(above: Node | undefined, value: Node): Node | undefined {
  switch (above?.type) {
    case 'VariableDeclarator':
      return above.id;
    case 'AssignmentExpression':
      return above.right === value ? above.left : undefined;
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return above.key;
    default:
      return undefined;
  }
}

/** One thing for every way to write the same place: the variable, or the field of `this`. */
function placeOf(source: Source, named: Node): unknown {
  const { bindingOf, parentOf } = scopesOf(source);
  const node = unwrap(named);
  const above = parentOf(node)?.node;
  if ((above?.type === 'ClassProperty' || above?.type === 'ClassPrivateProperty') && above.key === node)
    return `this.${writtenAs(node)}`;
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression')
    return node.computed ? writtenAs(node) : `${writtenAs(unwrap(node.object))}.${writtenAs(node.property)}`;
  const binding = bindingOf(node);
  const declared = binding?.declarations[0]?.node;
  const init = declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : undefined;
  const isAlias = init !== undefined && (nameOf(init) !== undefined || init.type === 'MemberExpression');
  return binding !== undefined && isAlias && isConstant(binding) ? placeOf(source, init) : (binding ?? writtenAs(node));
}

// What holds the client of a recovery by hand: a variable of the file, or a private field of a class.

import type { Class, Node } from '@babel/types';
import { above, isClass } from '../lib/recogniser/language/functions.ts';
import { propertyName } from '../lib/recogniser/names/class-line.ts';
import { type Binding, scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { unwrap, walk } from '../lib/tree.ts';

export type Holder =
  | {
      readonly kind: 'variable';
      readonly binding: Binding;
      readonly declaration: Node & { readonly type: 'VariableDeclaration' };
      readonly init: Node | undefined;
    }
  | {
      readonly kind: 'field';
      readonly owner: Class;
      /** With its `#`, where it has one. */
      readonly name: string;
      readonly declaration: Node & { readonly type: 'ClassProperty' | 'ClassPrivateProperty' };
      readonly init: Node | undefined;
    };

/** The holder that an expression names; undefined where others may have a hand on it. */
export function holderOf(source: Source, named: Node): Holder | undefined {
  const node = unwrap(named);
  if (node.type === 'Identifier') return ofVariable(source, node);
  if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return undefined;
  const name = propertyName(node);
  const owner = above(node, scopesOf(source), isClass);
  const members = owner?.body.body.filter(
    (member) =>
      (member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty') && nameOfField(member) === name,
  );
  const [declaration, ...more] = members ?? [];
  if (owner === undefined || name === undefined || declaration === undefined || more.length > 0) return undefined;
  if (declaration.type !== 'ClassProperty' && declaration.type !== 'ClassPrivateProperty') return undefined;
  const closed = declaration.type === 'ClassPrivateProperty' || declaration.accessibility === 'private';
  if (!closed || declaration.static === true) return undefined;
  return { kind: 'field', owner, name, declaration, init: declaration.value ?? undefined };
}

function nameOfField(member: Node & { readonly type: 'ClassProperty' | 'ClassPrivateProperty' }): string | undefined {
  if (member.type === 'ClassPrivateProperty') return `#${member.key.id.name}`;
  return member.key.type === 'Identifier' && !member.computed ? member.key.name : undefined;
}

function ofVariable(source: Source, node: Node): Holder | undefined {
  const { bindingOf, parentOf } = scopesOf(source);
  const binding = bindingOf(node);
  const [declared, ...more] = binding?.declarations ?? [];
  if (binding === undefined || declared?.kind !== 'let' || more.length > 0) return undefined;
  const declarator = declared.node;
  const declaration = parentOf(declarator)?.node;
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return undefined;
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length !== 1) return undefined;
  const around = parentOf(declaration)?.node.type;
  if (around !== 'Program' && around !== 'BlockStatement') return undefined;
  return { kind: 'variable', binding, declaration, init: declarator.init ?? undefined };
}

/** True for two names of one holder. */
export function sameHolder(left: Holder, right: Holder): boolean {
  return left.declaration === right.declaration;
}

/** Every expression that names the holder. */
export function usesOf(source: Source, holder: Holder): readonly Node[] {
  if (holder.kind === 'variable') return holder.binding.references.map(({ node }) => node);
  const found: Node[] = [];
  walk(holder.owner.body, (node) => {
    if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
    if (propertyName(node) === holder.name) found.push(node);
    return undefined;
  });
  return found;
}

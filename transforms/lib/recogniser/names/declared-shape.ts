// What an interface, or the type of an object, says that a property is: `conn.transport` of `conn: Connection`.

import type { Node } from '@babel/types';
import { definitionOf } from '../../links.ts';
import { isNode, nameOf, unwrap } from '../../tree.ts';

const deepest = 6;

/** The type of a property as the declared type of the object has it; undefined where that is no plain shape. */
export function declaredProperty(object: Node, name: string): Node | undefined {
  const type = declaredType(object, 0);
  return type && propertyOf(type, name, 0);
}

/** The type that a name, or a property of one, is declared with. */
function declaredType(object: Node, depth: number): Node | undefined {
  const inner = unwrap(object);
  if (depth > deepest) return undefined;
  if (inner.type === 'Identifier') {
    const found = definitionOf(inner);
    const declared = found?.kind === 'binding' ? found.binding.declarations[0]?.identifier : undefined;
    return declared && 'typeAnnotation' in declared && isNode(declared.typeAnnotation)
      ? declared.typeAnnotation
      : undefined;
  }
  if (inner.type !== 'MemberExpression' && inner.type !== 'OptionalMemberExpression') return undefined;
  const name = inner.computed ? undefined : nameOf(inner.property);
  const holder = name === undefined ? undefined : declaredType(inner.object, depth + 1);
  return holder && name !== undefined ? propertyOf(holder, name, depth + 1) : undefined;
}

function propertyOf(type: Node, name: string, depth: number): Node | undefined {
  if (depth > deepest) return undefined;
  switch (type.type) {
    case 'TSTypeAnnotation':
    case 'TSParenthesizedType':
      return propertyOf(type.typeAnnotation, name, depth);
    case 'TSUnionType': {
      const real = type.types.filter((each) => !/^TS(?:Null|Undefined|Void)Keyword$/.test(each.type));
      return real.length === 1 && real[0] ? propertyOf(real[0], name, depth) : undefined;
    }
    case 'TSIntersectionType':
      return first(type.types, (each) => propertyOf(each, name, depth + 1));
    case 'TSTypeLiteral':
      return memberOf(type.members, name);
    case 'TSTypeReference': {
      const [argument] = type.typeParameters?.params ?? [];
      const passes = /^(?:Readonly|Required|Partial)$/.test(nameOf(type.typeName) ?? '') && argument !== undefined;
      return passes ? propertyOf(argument, name, depth + 1) : ofDeclaration(type.typeName, name, depth);
    }
    default:
      return undefined;
  }
}

/** By the declarations of a name: an interface may have several, and extend others. */
function ofDeclaration(named: Node, name: string, depth: number): Node | undefined {
  const found = definitionOf(named);
  if (found?.kind !== 'binding') return undefined;
  return first(found.binding.declarations, ({ node }) => {
    if (node.type === 'TSTypeAliasDeclaration') return propertyOf(node.typeAnnotation, name, depth + 1);
    if (node.type !== 'TSInterfaceDeclaration') return undefined;
    const own = memberOf(node.body.body, name);
    return own ?? first(node.extends ?? [], ({ expression }) => ofDeclaration(expression, name, depth + 1));
  });
}

function memberOf(members: readonly Node[], name: string): Node | undefined {
  return first(members, (member) => {
    if (member.type !== 'TSPropertySignature' || nameOf(member.key) !== name) return undefined;
    return member.typeAnnotation ?? undefined;
  });
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

// What it takes that reading another property type-checks: the types that are written down beside a read move along.

import type { Node } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, unwrap } from '../tree.ts';

/** The properties at stake: the one that is read, and the one to read. */
export interface Renaming {
  readonly property: string;
  readonly instead: string;
  /** The written type of the new one. */
  readonly type: string;
}

/** Edits of written types; `cast`: the object itself has to be cast where it is read. */
export interface Admission {
  readonly edits: readonly Edit[];
  readonly cast: boolean;
}

type Name = Node & { readonly type: 'Identifier' };

const asItIs: Admission = { edits: [], cast: false };

/** `instead`: the old one is not read of it any more; `beside`: it is; `alone`: it is read of a copy of this text. */
export type Way = 'instead' | 'beside' | 'alone';

/** How an object comes to have the other property. */
export function admission(source: Source, object: Node, renaming: Renaming, way: Way): Admission {
  if (source.language === 'js') return asItIs;
  const cast = castOf(object);
  if (cast !== undefined) return { edits: castEdits(source, cast, renaming, way), cast: false };
  const base = unwrap(object);
  if (base.type !== 'Identifier') return asItIs;
  const declared = scopesOf(source).bindingOf(base)?.declarations[0];
  if (declared === undefined) return asItIs;
  const own = annotationOf(declared.identifier) ?? annotationOf(declared.node);
  if (own !== undefined) return annotated(source, own, base, renaming);
  if (declared.node.type === 'VariableDeclarator' && declared.node.id === declared.identifier && declared.node.init) {
    const init = castOf(declared.node.init);
    if (init !== undefined)
      return isOpen(init) ? asItIs : { edits: castEdits(source, init, renaming, 'beside'), cast: false };
  }
  return isNarrowed(source, base) ? { edits: [], cast: true } : asItIs;
}

/** The type of a cast, through parentheses and non-null marks. */
function castOf(node: Node): Node | undefined {
  if (node.type === 'ParenthesizedExpression' || node.type === 'TSNonNullExpression') return castOf(node.expression);
  return node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion' ? node.typeAnnotation : undefined;
}

/** The type written behind a name or pattern. */
export function annotationOf(node: Node | undefined): Node | undefined {
  if (node === undefined || !('typeAnnotation' in node) || !node.typeAnnotation) return undefined;
  const { typeAnnotation } = node;
  return typeAnnotation.type === 'TSTypeAnnotation' ? typeAnnotation.typeAnnotation : undefined;
}

function annotated(source: Source, type: Node, base: Name, renaming: Renaming): Admission {
  if (type.type === 'TSUnknownKeyword') return isNarrowed(source, base) ? { edits: [], cast: true } : asItIs;
  if (isOpen(type)) return asItIs;
  const edits = literalEdits(source, type, renaming, true);
  return edits === undefined ? { edits: [], cast: true } : { edits, cast: false };
}

/** True for a name that is declared to be anything at all, or that a promise hands to its handler. */
export function isAny(source: Source, name: Node): boolean {
  const scopes = scopesOf(source);
  const declared = scopes.bindingOf(name)?.declarations[0];
  const written = annotationOf(declared?.identifier);
  if (declared === undefined || written !== undefined) return written?.type === 'TSAnyKeyword';
  if (declared.node.type === 'CatchClause')
    return annotationOf(declared.node.param ?? undefined)?.type === 'TSAnyKeyword';
  const call = declared.kind === 'param' ? scopes.parentOf(declared.node)?.node : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return /^(then|catch)$/.test(nameOf(call.callee.property) ?? '');
}

/** A type of which anything can be read. */
function isOpen(type: Node): boolean {
  if (type.type === 'TSAnyKeyword') return true;
  if (type.type === 'TSTypeReference') return nameOf(type.typeName) === 'Record';
  if (type.type === 'TSIntersectionType') return type.types.some(isOpen);
  return type.type === 'TSTypeLiteral' && type.members.some(({ type: kind }) => kind === 'TSIndexSignature');
}

/** The edits that make the type of a cast have the other property. */
export function castEdits(source: Source, type: Node, renaming: Renaming, way: Way): readonly Edit[] {
  if (isOpen(type) || type.type === 'TSUnknownKeyword') return [];
  const literal = way === 'alone' ? undefined : literalEdits(source, type, renaming, way === 'beside');
  if (literal !== undefined) return literal;
  const own = `{ ${renaming.instead}?: ${renaming.type} }`;
  if (way !== 'beside') return [{ start: startOf(type), end: endOf(type), text: own }];
  const text = source.text.slice(startOf(type), endOf(type));
  const whole = type.type === 'TSUnionType' ? `(${text})` : text;
  return [{ start: startOf(type), end: endOf(type), text: `${whole} & ${own}` }];
}

/** `{ code?: number }` itself, or a part of an intersection: the property is renamed, or gets another beside it. */
function literalEdits(
  source: Source,
  type: Node,
  { property, instead, type: other }: Renaming,
  beside: boolean,
): readonly Edit[] | undefined {
  if (type.type === 'TSIntersectionType') {
    for (const part of type.types) {
      const edits = literalEdits(source, part, { property, instead, type: other }, beside);
      if (edits !== undefined) return edits;
    }
    return undefined;
  }
  if (type.type !== 'TSTypeLiteral') return undefined;
  const signatures = type.members.filter((member) => member.type === 'TSPropertySignature');
  if (signatures.some(({ key }) => nameOf(key) === instead)) return [];
  const held = signatures.find(({ key }) => nameOf(key) === property);
  if (held === undefined) return undefined;
  if (!beside) {
    const edits = [{ start: startOf(held.key), end: endOf(held.key), text: instead }];
    const written = annotationOf(held);
    // What was a text for this read alone is a number now.
    return written?.type === 'TSStringKeyword'
      ? [...edits, { start: startOf(written), end: endOf(written), text: other }]
      : edits;
  }
  const mark = source.text.slice(startOf(type), endOf(type)).includes(',') ? ',' : ';';
  return [{ start: startOf(held), end: startOf(held), text: `${instead}?: ${other}${mark} ` }];
}

/** A predicate of the consumer's own, or one of another file, says what the name is: the property is none of it. */
function isNarrowed(source: Source, base: Name): boolean {
  const scopes = scopesOf(source);
  const binding = scopes.bindingOf(base);
  return (binding?.references ?? []).some(({ node }) => {
    const call = scopes.parentOf(node)?.node;
    if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.arguments[0] !== node)
      return false;
    const callee = scopes.bindingOf(call.callee)?.declarations[0]?.node;
    if (callee === undefined) return false;
    const made = callee.type === 'VariableDeclarator' ? callee.init : callee;
    if (made?.type === 'FunctionDeclaration' || made?.type === 'ArrowFunctionExpression') {
      const returned = made.returnType?.type === 'TSTypeAnnotation' ? made.returnType.typeAnnotation : undefined;
      return returned?.type === 'TSTypePredicate' && !openPredicate(returned);
    }
    return false;
  });
}

function openPredicate(node: Node & { readonly type: 'TSTypePredicate' }): boolean {
  const type = node.typeAnnotation?.typeAnnotation;
  return type === undefined || isOpen(type);
}

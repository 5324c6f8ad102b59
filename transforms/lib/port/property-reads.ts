// Where a condition reads a property off the error, in any syntax, and what it takes to read another one there.

import type { Node } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { closureOf } from '../recogniser/closure.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, unwrap, walk } from '../tree.ts';

/** One place that reads the property. */
export interface PropertyRead {
  /** The member expression, the pattern's property, or the `in` expression. */
  readonly node: Node;
  /** Reads the other property instead. */
  readonly renamed: readonly Edit[];
  /** Reads the other property and, where that is absent, this one; undefined where the syntax has no room for it. */
  readonly preferred: readonly Edit[] | undefined;
}

/** Every read of `property` in what a condition is made of, within its file. */
export function readsOf(source: Source, condition: Node, property: string, instead: string): readonly PropertyRead[] {
  const found = new Map<Node, PropertyRead>();
  const look = (node: Node): void => {
    const read = found.has(node) ? undefined : readAt(source, node, property, instead);
    if (read !== undefined) found.set(node, read);
  };
  for (const part of closureOf(source, condition)) {
    walk(part, (node) => {
      look(node);
      if (node.type === 'Identifier') for (const pattern of patternsOf(source, node)) look(pattern);
      return undefined;
    });
  }
  return [...found.values()];
}

/** `const { code } = e`, or a parameter taken apart: the patterns that give a name its value. */
function patternsOf(source: Source, name: Node): readonly Node[] {
  return (scopesOf(source).bindingOf(name)?.declarations ?? []).flatMap(({ node, identifier }): readonly Node[] => {
    if (node.type === 'VariableDeclarator') return [node.id];
    if (node.type === 'CatchClause') return node.param ? [node.param] : [];
    return 'params' in node && Array.isArray(node.params)
      ? (node.params as readonly Node[]).filter((param) => identifier !== undefined && covers(param, identifier))
      : [];
  });
}

function covers(outer: Node, inner: Node): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}

function readAt(source: Source, node: Node, property: string, instead: string): PropertyRead | undefined {
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    if (nameOf(node.property) !== property || (node.computed && node.property.type !== 'StringLiteral'))
      return undefined;
    const casts = castEdits(node.object, property, instead);
    if (casts === undefined) return undefined;
    const renamed = [renameKey(source, node.property, instead), ...casts];
    const text = source.text.slice(startOf(node), endOf(node));
    const at = startOf(node.property) - startOf(node);
    const other = `${text.slice(0, at)}${keyText(source, node.property, instead)}${text.slice(at + endOf(node.property) - startOf(node.property))}`;
    const preferred =
      casts.length > 0 ? undefined : [{ start: startOf(node), end: endOf(node), text: `(${other} ?? ${text})` }];
    return { node, renamed, preferred };
  }
  if (node.type === 'BinaryExpression' && node.operator === 'in' && nameOf(node.left) === property) {
    return { node, renamed: [renameKey(source, node.left, instead)], preferred: [] };
  }
  if (node.type === 'ObjectPattern') {
    const held = node.properties.find((each) => each.type === 'ObjectProperty' && nameOf(each.key) === property);
    if (held?.type !== 'ObjectProperty' || held.computed) return undefined;
    const start = startOf(held.key);
    const edit = held.shorthand
      ? { start, end: start, text: `${instead}: ` }
      : { start, end: endOf(held.key), text: instead };
    return { node, renamed: [edit], preferred: undefined };
  }
  return undefined;
}

/** `(e as { code?: number })`: the written type moves along; a named one cannot. */
function castEdits(object: Node, property: string, instead: string): readonly Edit[] | undefined {
  if (object === unwrap(object)) return [];
  if (object.type === 'ParenthesizedExpression' || object.type === 'TSNonNullExpression')
    return castEdits(object.expression, property, instead);
  if (object.type !== 'TSAsExpression' && object.type !== 'TSTypeAssertion') return [];
  const edits: Edit[] = [];
  let known = true;
  walk(object.typeAnnotation, (node) => {
    if (node.type === 'TSTypeReference' && nameOf(node.typeName) !== 'Record') known = false;
    if (node.type === 'TSPropertySignature' && nameOf(node.key) === property)
      edits.push({ start: startOf(node.key), end: endOf(node.key), text: instead });
    return undefined;
  });
  return known ? edits : undefined;
}

function renameKey(source: Source, key: Node, instead: string): Edit {
  return { start: startOf(key), end: endOf(key), text: keyText(source, key, instead) };
}

function keyText(source: Source, key: Node, instead: string): string {
  if (key.type !== 'StringLiteral') return instead;
  const quote = source.text[startOf(key)] ?? "'";
  return `${quote}${instead}${quote}`;
}

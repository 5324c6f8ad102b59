// Types that were written for a number: where the number becomes a code of the SDK, they move along.

import type { Node } from '@babel/types';
import type { Edit } from '../lib/codemod.ts';
import { madeOf } from '../lib/port/made-of.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf, unwrap, walk } from '../lib/tree.ts';
import type { RawCode } from './raw-codes.ts';

/** The edits that make written types admit the code; undefined where a function is declared to give a number. */
export function typeEdits(
  source: Source,
  condition: Node,
  codes: readonly RawCode[],
  code: string,
): readonly Edit[] | undefined {
  if (source.language === 'js') return [];
  const parts = madeOf(source, condition);
  if (parts.some((part) => part !== condition && returnsNumber(part))) return undefined;
  const type = parts.some((part) => holdsOtherNumber(part, codes)) ? `number | ${code}` : code;
  const found = new Map<Node, Edit>();
  const put = (written: Node): void => {
    walk(written, (node) => {
      if (node.type !== 'TSNumberKeyword') return undefined;
      const listed = scopesOf(source).parentOf(node)?.node.type === 'TSArrayType' && type.includes('|');
      found.set(node, { start: startOf(node), end: endOf(node), text: listed ? `(${type})` : type });
      return undefined;
    });
  };
  for (const part of parts) {
    walk(part, (node) => {
      if (node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion') castTypes(node, put);
      if (node.type === 'NewExpression' && node.typeParameters && holds(node, codes)) put(node.typeParameters);
      return undefined;
    });
    const declarator = scopesOf(source).parentOf(part)?.node;
    if (declarator?.type !== 'VariableDeclarator' || !holds(part, codes)) continue;
    if (declarator.id.type === 'Identifier' && declarator.id.typeAnnotation) put(declarator.id.typeAnnotation);
  }
  return [...found.values()];
}

/** The type of `code` in a cast, and of the code itself where that is cast. */
function castTypes(
  node: Node & { readonly type: 'TSAsExpression' | 'TSTypeAssertion' },
  put: (written: Node) => void,
): void {
  const inner = unwrap(node.expression);
  const reads = inner.type === 'MemberExpression' || inner.type === 'OptionalMemberExpression';
  if (reads && nameOf(inner.property) === 'code') put(node.typeAnnotation);
  walk(node.typeAnnotation, (each) => {
    if (each.type === 'TSPropertySignature' && nameOf(each.key) === 'code' && each.typeAnnotation)
      put(each.typeAnnotation);
    return undefined;
  });
}

function holds(node: Node, codes: readonly RawCode[]): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= codes.some((code) => code.node === inner);
    return !found;
  });
  return found;
}

function holdsOtherNumber(part: Node, codes: readonly RawCode[]): boolean {
  let found = false;
  walk(part, (node) => {
    if (codes.some((code) => code.node === node)) return false;
    found ||= node.type === 'NumericLiteral' && node.value > 99 && node.value !== 32000 && node.value !== 32001;
    return !found;
  });
  return found;
}

function returnsNumber(part: Node): boolean {
  if (
    part.type !== 'FunctionDeclaration' &&
    part.type !== 'ArrowFunctionExpression' &&
    part.type !== 'FunctionExpression'
  )
    return false;
  let found = false;
  if (part.returnType) {
    walk(part.returnType, (node) => {
      found ||= node.type === 'TSNumberKeyword';
      return !found;
    });
  }
  return found;
}

// Whether a test looks at more of its error than a check does: its very message, or the class of its own.

import type { Node } from '@babel/types';
import { definitionOf } from '../lib/links.ts';
import { ownProperty, type ObjectValue } from '../lib/recogniser/language/value.ts';
import { contains, scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, walk } from '../lib/tree.ts';
import { prefix } from './errors.ts';
import { blocksAround } from './framework.ts';

/** Matchers that are content with a part of a text. */
const partial =
  /^(?:toThrow\w*|toMatch|toContain|stringContaining|stringMatching|includes|startsWith|match|throws|rejects)$/;

/** True where the expired error in its place would be seen to be another one. */
export function isExact(source: Source, node: Node, value: ObjectValue): boolean {
  const test = blocksAround(source, node).findLast(({ kind }) => kind === 'test');
  const around = test?.callback ?? source.file.program;
  const message = ownProperty(value, 'message');
  // The class of SDK v1 puts words before every message.
  const plain = typeof message === 'string' && !message.startsWith(prefix) ? message : undefined;
  const own = ownClass(node);
  let exact = false;
  walk(around, (inner) => {
    if (inner === node) return false;
    const text = inner.type === 'StringLiteral' && inner.value === plain && !isPartial(source, inner);
    const type = own !== undefined && inner.type === 'Identifier' && inner.name === own;
    exact ||= text || (type && !isConstructed(source, inner));
    return !exact;
  });
  return exact && !contains(node, around);
}

function isPartial(source: Source, literal: Node): boolean {
  const above = scopesOf(source).parentOf(literal)?.node;
  if (above?.type === 'NewExpression') return true;
  const callee = above?.type === 'CallExpression' ? above.callee : undefined;
  return partial.test((callee?.type === 'MemberExpression' && nameOf(callee.property)) || '');
}

/** `toBeInstanceOf(Refused)`, `instanceof Refused`; another `new Refused(...)` says nothing of this one. */
function isConstructed(source: Source, name: Node): boolean {
  const above = scopesOf(source).parentOf(name);
  return above?.node.type === 'NewExpression' && above.key === 'callee';
}

/** The name of a class that is none of the language and none of a package. */
function ownClass(node: Node): string | undefined {
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier') return undefined;
  return definitionOf(node.callee)?.kind === 'binding' ? node.callee.name : undefined;
}

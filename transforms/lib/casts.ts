// Casts that promise a number in `code`: an error of SDK v2 has a text there, and such a cast of one does not compile.

import type { Node } from '@babel/types';
import type { Edit } from './codemod.ts';
import { scopesOf } from './scopes.ts';
import type { Source } from './source.ts';
import { endOf, nameOf, walk } from './tree.ts';

/** The edits that take such a cast off an expression: `… as Error & { code?: number }`. */
export function withoutNumberCast(source: Source, node: Node): readonly Edit[] {
  const above = scopesOf(source).parentOf(node)?.node;
  if (above?.type !== 'TSAsExpression' || above.expression !== node) return [];
  let promises = false;
  walk(above.typeAnnotation, (inner) => {
    const isCode = inner.type === 'TSPropertySignature' && nameOf(inner.key) === 'code';
    promises ||= isCode && inner.typeAnnotation?.typeAnnotation.type === 'TSNumberKeyword';
    return !promises;
  });
  return promises ? [{ start: endOf(node), end: endOf(above), text: '' }] : [];
}

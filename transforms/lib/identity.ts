// What makes a place in a file this place, whatever else of the file changes: its own text, and the names around it.

import type { Node } from '@babel/types';
import type { Span } from './codemod.ts';
import type { Source } from './source.ts';
import { endOf, nameOf, startOf, walk } from './tree.ts';

/** The names of the functions, classes and members around a span, outermost first: `Session.call`. */
export function namesAround({ file }: Source, { start, end }: Span): string {
  const names: string[] = [];
  walk(file.program, (node) => {
    if (startOf(node) > start || endOf(node) < end) return false;
    const name = ownName(node);
    if (name !== undefined) names.push(name);
    return undefined;
  });
  return names.join('.');
}

/** What a declaration or member is called. */
function ownName(node: Node): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'VariableDeclarator':
      return node.id == null ? undefined : nameOf(node.id);
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ObjectMethod':
    case 'ObjectProperty':
      return nameOf(node.key);
    case 'ClassPrivateMethod':
    case 'ClassPrivateProperty':
      return `#${node.key.id.name}`;
    default:
      return undefined;
  }
}

/** The text of a span without the comments in it. */
export function withoutComments({ file, text }: Source, { start, end }: Span): string {
  let kept = '';
  let at = start;
  const inside = (file.comments ?? []).filter((comment) => startOf(comment) >= start && endOf(comment) <= end);
  for (const comment of inside.sort((a, b) => startOf(a) - startOf(b))) {
    kept += text.slice(at, startOf(comment));
    at = endOf(comment);
  }
  return kept + text.slice(at, end);
}

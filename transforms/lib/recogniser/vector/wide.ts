// How far a condition is followed: out of its file where it names something that may be an error, and within the file
// otherwise. What a request handler asks of its own results leads through half the repository, and never to an error.

import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { walk } from '../../tree.ts';
import { closureOf } from '../names/closure.ts';
import { isFunction } from '../language/functions.ts';
import { likeness } from './subject.ts';
import { textNames } from '../verdict/text-subject.ts';

const known = new WeakMap<Node, boolean>();

/** A value that is longer does more than name an error. */
const longest = 1_000;

/** True where the condition, or a value of this file that it names, speaks of something that may be an error or its text. */
export function leadsOut(source: Source, condition: Node): boolean {
  let wide = known.get(condition);
  if (wide === undefined) known.set(condition, (wide = namesError(source, condition)));
  return wide;
}

function namesError(source: Source, condition: Node): boolean {
  const own = closureOf(source, condition).filter(
    (part) => part === condition || (!isFunction(part) && (part.end ?? 0) - (part.start ?? 0) < longest),
  );
  let found = false;
  for (const part of own) {
    walk(part, (node) => {
      if (found || (isFunction(node) && node !== condition && part !== condition)) return false;
      if (node.type === 'ThisExpression') found = true;
      if (node.type !== 'Identifier') return undefined;
      const declared = scopesOf(source).bindingOf(node)?.declarations[0];
      if (declared?.identifier === undefined) return undefined;
      const like = likeness(source, { root: declared.identifier, path: [] });
      const sure = like === 'caught' || like === 'named' || like === 'typed';
      found ||= sure || (declared.kind === 'param' && like !== 'foreign') || textNames.test(node.name);
      return undefined;
    });
  }
  return found;
}

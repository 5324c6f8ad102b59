// What a file lends to the conditions of others: the exported names whose definition carries what a codemod looks for.

import type { Node } from '@babel/types';
import { exportsOf } from '../exports.ts';
import type { Source } from '../source.ts';
import { walk } from '../tree.ts';

/** The exported names whose definition holds a node that matters. */
export function leadsWith(source: Source, matters: (node: Node) => boolean): readonly string[] {
  const { named, whole } = exportsOf(source);
  const all = whole === undefined ? [...named] : [...named, ['default', whole] as const];
  return all.flatMap(([name, exported]) => {
    if (exported.kind === 'from') return [];
    const nodes =
      exported.kind === 'value' ? [exported.node] : exported.binding.declarations.map((declared) => declared.node);
    return nodes.some((node) => holds(node, matters)) ? [name] : [];
  });
}

function holds(node: Node, matters: (node: Node) => boolean): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= matters(inner);
    return !found;
  });
  return found;
}

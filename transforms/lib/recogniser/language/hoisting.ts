// `var`: a variable of the whole function, wherever in it it is declared.

import type { Node } from '@babel/types';
import { walk } from '../../tree.ts';
import { declare, type Environment } from './environment.ts';
import { isClass, isFunction } from './functions.ts';
import { patternPaths } from './patterns.ts';

const known = new WeakMap<Node, readonly string[]>();

/** Declares every `var` of a body, without a value; a parameter of that name stays. */
export function hoist(body: Node, environment: Environment): void {
  for (const name of varsOf(body)) if (!environment.cells.has(name)) declare(environment, name, undefined);
}

function varsOf(body: Node): readonly string[] {
  let names = known.get(body);
  if (names === undefined) known.set(body, (names = collect(body)));
  return names;
}

function collect(body: Node): readonly string[] {
  const names: string[] = [];
  walk(body, (node) => {
    if (node !== body && (isFunction(node) || isClass(node))) return false;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      for (const { id } of node.declarations) names.push(...patternPaths(id).map(({ identifier }) => identifier.name));
    }
    return undefined;
  });
  return names;
}

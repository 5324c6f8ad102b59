// The way back from a declaration: every place in other files where it is named, through aliases, namespaces, barrels and
// re-exports by another name.

import type { Node } from '@babel/types';
import { exportsOf } from './exports.ts';
import type { Modules } from './facts.ts';
import { type Definition, definitionOf, definitionOfBinding, exportedBy, sameThing } from './links.ts';
import { scopesOf } from './scopes.ts';
import type { Source } from './source.ts';
import { reached, surroundingsOf } from './surroundings.ts';
import { nameOf, walk } from './tree.ts';

/** What can be used elsewhere: something that a file declares. */
export type Declaration = Definition & { readonly kind: 'binding' | 'value' };

const known = new WeakMap<Modules, WeakMap<object, readonly Node[]>>();

/** The names, and the members of module objects, that mean the declaration in files other than its own. */
export function usesOf(declaration: Declaration): readonly Node[] {
  const { modules } = surroundingsOf(declaration.source);
  if (modules === undefined) return [];
  const memo = known.get(modules) ?? new WeakMap<object, readonly Node[]>();
  known.set(modules, memo);
  const key = declaration.kind === 'binding' ? declaration.binding : declaration.node;
  let uses = memo.get(key);
  if (uses === undefined) memo.set(key, (uses = collect(declaration, modules)));
  return uses;
}

function collect(declaration: Declaration, modules: Modules): readonly Node[] {
  const uses: Node[] = [];
  const visited = new Set<string>();
  const names = new Set(namesOf(declaration.source, declaration, []));
  const queue = [...names].map((name) => ({ source: declaration.source, name }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    // A default export goes by any name.
    const said = next.name === 'default' ? '' : next.name;
    for (const importer of modules.importers(next.source.path, said)) {
      const source = reached(importer, declaration.source);
      if (visited.has(source.path) || source.path === declaration.source.path) continue;
      visited.add(source.path);
      const handedOn = namesOf(source, declaration, names);
      for (const name of handedOn) names.add(name);
      uses.push(...usesIn(source, declaration, names));
      queue.push(...handedOn.map((name) => ({ source, name })));
    }
  }
  return uses;
}

/** The names by which a file exports the declaration, its own or handed on; a star hands on what has a name already. */
function namesOf(source: Source, declaration: Declaration, before: Iterable<string>): readonly string[] {
  const { named, stars, whole } = exportsOf(source);
  const names = [...named.keys(), ...(whole ? ['default'] : []), ...(stars.length > 0 ? before : [])];
  return [...new Set(names)].filter((name) => {
    const found = exportedBy(source, name);
    return found !== undefined && sameThing(found, declaration);
  });
}

function usesIn(source: Source, declaration: Declaration, names: ReadonlySet<string>): readonly Node[] {
  const isIt = (found: Definition | undefined): boolean => found !== undefined && sameThing(found, declaration);
  const uses: Node[] = [];
  for (const binding of scopesOf(source).bindings) {
    if (isIt(definitionOfBinding(source, binding))) uses.push(...binding.references.map(({ node }) => node));
  }
  walk(source.file.program, (node) => {
    const isMember = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
    const name = isMember ? nameOf(node.property) : undefined;
    if (name !== undefined && names.has(name) && isIt(definitionOf(node))) uses.push(node);
    return undefined;
  });
  return uses;
}

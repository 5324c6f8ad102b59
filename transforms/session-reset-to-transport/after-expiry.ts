// Whether a place is reached only once a session is known to have expired: the conditions that lead there are run on every
// model error of the patched transport, and let nothing but an expired session through.

import type { Node } from '@babel/types';
import type { Generation } from '../lib/codemod.ts';
import { above, functionName, isFunction } from '../lib/recogniser/language/functions.ts';
import { callSites } from '../lib/recogniser/names/call-sites.ts';
import { branchesAbove } from '../lib/recogniser/names/implied.ts';
import { meaningOf } from '../lib/recogniser/vector/means-expired.ts';
import { contains, scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';

const deepest = 4;

/** True where nothing but an expired session leads to a place, as far as the file shows. */
export function onlyAfterExpiry(source: Source, place: Node, generations: ReadonlySet<Generation>, depth = 0): boolean {
  const branches = branchesAbove(source, place).filter(({ test }) => !loopBetween(source, place, test));
  if (branches.some((branch) => meaningOf(source, branch, generations) !== 'no')) return true;
  const owner = above(place, scopesOf(source), isFunction);
  if (owner === undefined || depth >= deepest || loopBetween(source, place, owner)) return false;
  const calls = callsOf(source, owner);
  return calls !== undefined && calls.every((call) => onlyAfterExpiry(source, call, generations, depth + 1));
}

/** Every transport of a pool is not the one whose session expired. */
function loopBetween(source: Source, place: Node, outer: Node): boolean {
  const { parentOf } = scopesOf(source);
  for (let at = parentOf(place)?.node; at !== undefined && at !== outer; at = parentOf(at)?.node) {
    if (contains(at, outer) || isFunction(at)) return false;
    if (/^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(at.type)) return true;
  }
  return false;
}

/** Every call of a function that is only called, and by this file alone; undefined where it goes elsewhere. */
function callsOf(source: Source, owner: Node): readonly Node[] | undefined {
  if (!isFunction(owner)) return undefined;
  const { parentOf, bindingOf } = scopesOf(source);
  const holder = parentOf(owner)?.node;
  if (owner.type === 'ClassPrivateMethod' || (owner.type === 'ClassMethod' && owner.accessibility === 'private')) {
    const name = functionName(owner, scopesOf(source));
    const sites = name === undefined ? [] : callSites(source, owner, name);
    return sites.length > 0 && sites.every(({ bare }) => bare === undefined)
      ? sites.map(({ call }) => call)
      : undefined;
  }
  const named = owner.type === 'FunctionDeclaration' ? owner.id : holder?.type === 'VariableDeclarator' && holder.id;
  const binding = named && !isExported(source, owner) ? bindingOf(named) : undefined;
  if (binding?.declarations.length !== 1) return undefined;
  const calls = binding.references.map(({ node }) => {
    const parent = parentOf(node);
    return parent?.key === 'callee' ? parent.node : undefined;
  });
  return calls.length > 0 && calls.every((call) => call !== undefined) ? calls : undefined;
}

/** `export function reset()`, `export const reset = …`; `export { reset }` is a use of the name. */
function isExported(source: Source, owner: Node): boolean {
  const { parentOf } = scopesOf(source);
  for (let at = parentOf(owner)?.node; at !== undefined && !isFunction(at); at = parentOf(at)?.node)
    if (at.type.startsWith('Export')) return true;
  return false;
}

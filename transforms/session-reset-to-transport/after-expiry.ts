// Whether a place is reached only once a session is known to have expired: the conditions that lead there are run on every
// model error of the patched transport, and let nothing but an expired session through.

import type { Node } from '@babel/types';
import type { Generation } from '../lib/codemod.ts';
import { catalogue, isExpired } from '../lib/recogniser/catalogue/catalogue.ts';
import { above, functionName, isClass, isFunction } from '../lib/recogniser/language/functions.ts';
import { callSites } from '../lib/recogniser/names/call-sites.ts';
import { fullClosureOf } from '../lib/recogniser/names/closure.ts';
import { branchesAbove, type Implied } from '../lib/recogniser/names/implied.ts';
import { formulaOf } from '../lib/recogniser/vector/condition.ts';
import { isNewForm } from '../lib/recogniser/vector/new-form.ts';
import { observe } from '../lib/recogniser/vector/observe.ts';
import { siteOf } from '../lib/recogniser/vector/site.ts';
import { contains, scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';

const deepest = 4;

/** True where nothing but an expired session leads to a place, as far as the file shows. */
export function onlyAfterExpiry(source: Source, place: Node, generations: ReadonlySet<Generation>, depth = 0): boolean {
  const branches = branchesAbove(source, place).filter(({ test }) => !loopBetween(source, place, test));
  if (branches.some((branch) => meansExpired(source, branch, generations))) return true;
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

/** Whoever comes by a test that turned out so has an expired session, and nothing else. */
function meansExpired(source: Source, { test, holds }: Implied, generations: ReadonlySet<Generation>): boolean {
  if (!isNewForm(fullClosureOf(source, test))) return false;
  const formula = formulaOf(test);
  const models = { generations, sse: false };
  const site = siteOf(source, formula, models);
  // What is kept in an object may be the error of an earlier session.
  if (site === undefined || isClass(site.place.root) || site.place.path.length > 0) return false;
  const against = holds ? 'false' : 'true';
  let expired = false;
  for (const row of catalogue(models)) {
    const error = row.patched();
    if (error === undefined) continue;
    const seen = observe({ source, condition: formula, place: site.place }, error);
    if (!seen.reached) continue;
    const said = seen.truths.get(formula.node);
    if (isExpired(row)) expired ||= said !== against;
    else if (said !== against && said !== 'throws') return false;
  }
  return expired;
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

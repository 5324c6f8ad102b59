// What a condition in the new form lets through, told by running it on every model error of the patched transport.

import type { Generation } from '../../codemod.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { catalogue, isExpired } from '../catalogue/catalogue.ts';
import { isClass } from '../language/functions.ts';
import { fullClosureOf } from '../names/closure.ts';
import type { Implied } from '../names/implied.ts';
import { formulaOf } from './condition.ts';
import { isNewForm } from './new-form.ts';
import { observe } from './observe.ts';
import { siteOf } from './site.ts';

/** `all`: every expired session and nothing else; `some`: nothing else, but not every one; `no`: other errors as well. */
export type Meaning = 'all' | 'some' | 'no';

/** What comes by a test that turned out so. Expired errors inside a `cause` need not. */
export function meaningOf(source: Source, { test, holds }: Implied, generations: ReadonlySet<Generation>): Meaning {
  scopesOf(source);
  if (!isNewForm(fullClosureOf(source, test))) return 'no';
  const formula = formulaOf(test);
  const models = { generations, sse: false };
  const site = siteOf(source, formula, models);
  // What is kept in an object may be the error of an earlier session.
  if (site === undefined || isClass(site.place.root) || site.place.path.length > 0) return 'no';
  const [wanted, against] = holds ? (['true', 'false'] as const) : (['false', 'true'] as const);
  let some = false;
  let all = true;
  for (const row of catalogue(models)) {
    const error = row.patched();
    if (error === undefined) continue;
    const seen = observe({ source, condition: formula, place: site.place }, error);
    if (!seen.reached) continue;
    const said = seen.truths.get(formula.node);
    if (!isExpired(row)) {
      if (said !== against && said !== 'throws') return 'no';
      continue;
    }
    some ||= said !== against;
    if (row.kind !== 'wrapped') all &&= said === wanted;
  }
  return !some ? 'no' : all ? 'all' : 'some';
}

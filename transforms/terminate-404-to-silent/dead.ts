// Which conditions in a handler can only be true on the 404 of a dead session, told by running them: the patched transport
// takes that 404 for success, so that they are never true again.

import type { Node } from '@babel/types';
import type { Generation, Truth } from '../lib/codemod.ts';
import { catalogue, type Row } from '../lib/recogniser/catalogue/catalogue.ts';
import { type Formula, formulaOf, partsOf } from '../lib/recogniser/vector/condition.ts';
import { observe } from '../lib/recogniser/vector/observe.ts';
import { probesOf } from '../lib/recogniser/catalogue/probes.ts';
import type { Place } from '../lib/recogniser/names/world.ts';
import type { Source } from '../lib/source.ts';

/** What becomes of a part once the 404 is gone: it is `never` true, `always` true, or tells other errors apart. */
export type Fate = 'never' | 'always' | 'open';

/** Of a condition: the fate of every part, and what the whole said of the 404. */
export interface Fates {
  readonly of: ReadonlyMap<Node, Fate>;
  readonly on404: Truth;
}

/** The fates of the conditions of one handler. */
export type Fated = (test: Node) => Fates & { readonly formula: Formula };

/** Each condition is run once, with the error that the handler gets. */
export function fatedBy(source: Source, error: Node, generations: ReadonlySet<Generation>): Fated {
  const known = new Map<Node, ReturnType<Fated>>();
  return (test) => {
    const formula = formulaOf(test);
    const fates = known.get(test) ?? { formula, ...fatesOf(source, formula, { root: error, path: [] }, generations) };
    known.set(test, fates);
    return fates;
  };
}

const terminate404 = 'terminate-404';

/** The fates of a condition and its parts. Where asking throws, as it does on a thrown `undefined`, no answer is given. */
function fatesOf(source: Source, formula: Formula, place: Place, generations: ReadonlySet<Generation>): Fates {
  const models = { generations, sse: false };
  const rows = catalogue(models);
  const dead = rows.filter(({ id }) => id === terminate404);
  const living = [...rows.filter(isLiving), ...probesOf(source, formula.node, models).filter(isLiving)];
  const experiment = { source, condition: formula, place };
  const truthsOn = (some: readonly Row[]): readonly (ReadonlyMap<Node, Truth> | undefined)[] =>
    some.map((row) => {
      const seen = observe(experiment, row.stock());
      return seen.reached ? seen.truths : undefined;
    });
  const onDead = truthsOn(dead).flatMap((truths) => truths ?? []);
  const onLiving = truthsOn(living).flatMap((truths) => truths ?? []);
  const fates = partsOf(formula).map(({ node }): readonly [Node, Fate] => {
    const all = (seen: readonly ReadonlyMap<Node, Truth>[], wanted: Truth): boolean =>
      seen.every((truths) => truths.get(node) === wanted || truths.get(node) === 'throws');
    const some = (wanted: Truth): boolean => onDead.some((truths) => truths.get(node) === wanted);
    if (onDead.length === 0 || onLiving.length === 0) return [node, 'open'];
    if (some('true') && all(onLiving, 'false')) return [node, 'never'];
    return [node, some('false') && all(onLiving, 'true') ? 'always' : 'open'];
  });
  const said = new Set(onDead.map((truths) => truths.get(formula.node)));
  const [only] = said;
  return { of: new Map(fates), on404: said.size === 1 && only !== undefined ? only : 'unknown' };
}

/** Errors that DELETE can still bring. A 405 was success in stock already; a 404 of another request is none of DELETE. */
function isLiving({ id, kind }: Row): boolean {
  return (kind === 'other' || kind === 'timeout' || kind === 'unsaid') && !/http-40[45]/.test(id);
}

// A condition of the file that is looked at. Where its error stands, and whose that is, is worked out when it is asked for:
// most conditions say the same of all errors, wherever they stand.

import { once } from '../once.ts';
import type { Place } from '../recogniser/names/world.ts';
import type { Formula } from '../recogniser/vector/condition.ts';
import { placesIn } from '../recogniser/vector/site.ts';
import type { Source } from '../source.ts';
import { type ErrorSource, isHandedErrors, type Whose } from './error-source.ts';
import { subjectOf } from './moved-condition.ts';

export interface Considered {
  readonly formula: Formula;
  /** Where the error may stand in it. */
  readonly places: readonly Place[];
  /** Where the error stands in it; undefined where there is none to be seen. */
  readonly place: () => Place | undefined;
  readonly whose: () => Whose;
}

/** The condition with its error, which is found by the errors of v1. */
export function considered(source: Source, formula: Formula, error: ErrorSource): Considered {
  const all = placesIn(source, formula, error.resolver);
  // What is no error by any sign is none.
  const errors = all.filter(({ place, like }) => like !== 'plain' || isHandedErrors(source, place));
  const best = (): Place | undefined => {
    if (errors.length === 0) return undefined;
    const found = subjectOf(source, formula, error.resolver, all);
    return errors.find(({ place }) => place === found)?.place;
  };
  const place = once(best);
  const whose = (): Whose => {
    const at = place();
    return at === undefined ? 'open' : error.of(at, formula);
  };
  return { formula, places: errors.map((each) => each.place), place, whose: once(whose) };
}

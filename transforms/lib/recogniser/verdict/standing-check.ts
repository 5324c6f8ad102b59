// A check in the new form that stands before a guess: no expired session comes as far as the guess any more.

import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Row } from '../catalogue/catalogue.ts';
import { frameOf, partsOf } from '../vector/condition.ts';
import type { Inspection } from '../inspection.ts';
import { asksForCode } from '../vector/new-form.ts';
import { observe } from '../vector/observe.ts';
import { guardsIn } from './outer-guard.ts';
import type { Site } from '../vector/site.ts';

/** The check that keeps every expired session from a condition which took it with the stock transport. */
export function standingBefore({ source }: Inspection, site: Site): Node | undefined {
  const { formula, place } = site;
  const frame = frameOf(place.root, scopesOf(source));
  const guards = frame === undefined ? [] : guardsIn(frame, formula.node);
  const standing = guards.find((test) => asksForCode(source, test));
  if (standing === undefined) return undefined;
  const taken = rowsTaken(site);
  const experiment = { source, condition: formula, place };
  const comes = [...taken].some((row) => observe(experiment, row.patched()).reached);
  return taken.size > 0 && !comes ? standing : undefined;
}

/** Expired sessions that some part of the condition sets apart. */
function rowsTaken({ formula, readings }: Site): ReadonlySet<Row> {
  const rows = partsOf(formula).flatMap(({ node }) => {
    const reading = readings.get(node);
    if (reading === undefined) return [];
    const { meaning, turned, hits, misses } = reading;
    if (meaning === 'living' || turned) return misses;
    return meaning === 'expired' || meaning === 'mixed' ? hits : [];
  });
  return new Set(rows.filter(({ id }) => id !== 'stream'));
}

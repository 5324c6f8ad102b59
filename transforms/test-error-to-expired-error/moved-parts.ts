// A check in a file that came from SDK v1 to v2: what read the status off `code` in it reads `status` by the end of the run,
// and is part of the check then. The tests built their errors for what it read before.

import type { Node } from '@babel/types';
import { formulasOf, subjectOf } from '../lib/port/moved-condition.ts';
import type { Place } from '../lib/recogniser/names/world.ts';
import { type Formula, frameOf, leavesOf } from '../lib/recogniser/vector/condition.ts';
import { observe } from '../lib/recogniser/vector/observe.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { endOf, startOf } from '../lib/tree.ts';
import { stockError } from './errors.ts';

/** A part of a condition that knew v1's error for an expired session and does not know v2's. */
export interface MovedPart {
  readonly formula: Formula;
  readonly place: Place;
  readonly node: Node;
  /** What it said of the 404. */
  readonly said: boolean;
}

/** Those parts in a file, where a check is rewritten on one of the lines (from 1), or in the function that begins before it. */
export function movedParts(source: Source, lines: readonly number[]): readonly MovedPart[] {
  if (lines.length === 0) return [];
  return formulasOf(source).flatMap((formula): readonly MovedPart[] => {
    const line = source.position(startOf(formula.node)).line;
    const near = lines.some(
      (each) => each === line || (each < line && isAround(source, frameOf(formula.node, scopesOf(source)), each)),
    );
    const place = near ? subjectOf(source, formula) : undefined;
    return place === undefined ? [] : partsOf(source, formula, place);
  });
}

function isAround(source: Source, frame: Node | undefined, line: number): boolean {
  if (frame === undefined) return false;
  return source.position(startOf(frame)).line <= line && line <= source.position(endOf(frame)).line;
}

function partsOf(source: Source, formula: Formula, place: Place): readonly MovedPart[] {
  const experiment = { source, condition: formula, place };
  const [then, other, now] = [stockError('v1', 404), stockError('v1', 500), stockError('v2', 404)].map(
    (error) => observe(experiment, error).truths,
  );
  return leavesOf(formula).flatMap(({ node }): readonly MovedPart[] => {
    const [was, beside, is] = [then, other, now].map((truths) => truths?.get(node));
    const tells = (was === 'true' && beside === 'false') || (was === 'false' && beside === 'true');
    return tells && is === beside ? [{ formula, place, node, said: was === 'true' }] : [];
  });
}

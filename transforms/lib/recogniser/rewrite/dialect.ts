// In which generation's words, and by code or guard, a check is written at a site.

import type { Generation } from '../../codemod.ts';
import { isNative } from '../../native.ts';
import type { Reading } from '../vector/classify.ts';
import { leavesOf, partsOf } from '../vector/condition.ts';
import type { Inspection } from '../inspection.ts';
import type { Dialect } from './rewrite.ts';
import type { Site } from '../vector/site.ts';

/** The dialect of a site; `subject` is the text of the error there. Only the guard finds the code inside a `cause`. */
export function dialectFor(
  { generations, context }: Inspection,
  site: Site,
  subject: string,
  wrapped = false,
): Dialect {
  const told = new Set(
    site.seen.flatMap(({ row, stock }) => {
      const truth = stock.truths.get(site.formula.node);
      return row.kind === 'expired' &&
        truth !== undefined &&
        row.generation !== 'either' &&
        leafHit(site, row.generation)
        ? [row.generation]
        : [];
    }),
  );
  const own = [...told].filter((generation) => generations.has(generation));
  const generation: Generation = own.length === 1 && own[0] !== undefined ? own[0] : preferred(generations);
  const cause = wrapped || partsOf(site.formula).some(({ node }) => seesCauses(site.readings.get(node)));
  const style = cause || own.length > 1 ? 'guard' : context.checkStyle;
  return { generation, style, subject, ...(generation === 'v2' && isNative(context) && { native: true }) };
}

/** A part about expiry that finds it inside a `cause` as well. */
function seesCauses(reading: Reading | undefined): boolean {
  if (reading?.meaning !== 'expired' && reading?.meaning !== 'living') return false;
  return (reading.meaning === 'living' ? reading.misses : reading.hits).some(({ kind }) => kind === 'wrapped');
}

function leafHit(site: Site, generation: Generation): boolean {
  return leavesOf(site.formula).some(
    ({ node }) => site.readings.get(node)?.current.some((row) => row.generation === generation) === true,
  );
}

function preferred(generations: ReadonlySet<Generation>): Generation {
  return generations.has('v2') ? 'v2' : 'v1';
}

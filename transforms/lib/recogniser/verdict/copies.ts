// What somebody made of the error matters where the old test sees it: a rewrite would switch a recovery off there. A test of
// the class is false on a copy, before and after.

import type { Node } from '@babel/types';
import type { Arrival } from '../origin/arrival.ts';
import { standsFor } from '../names/callee.ts';
import { sdkAncestor } from '../names/class-line.ts';
import { errorClass } from '../language/errors.ts';
import { isClass } from '../language/functions.ts';
import type { Inspection } from '../inspection.ts';
import { error } from '../catalogue/model-errors.ts';
import { observe, type Observation } from '../vector/observe.ts';
import { isExpired } from '../catalogue/rows.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';
import type { Site } from '../vector/site.ts';
import { isPrimitive, type Value } from '../language/value.ts';

/** The arrivals of copies that count for a condition. */
export function countedCopies(inspection: Inspection, site: Site, arrivals: readonly Arrival[]): readonly Arrival[] {
  const copies = arrivals.filter(({ kind }) => kind === 'copied');
  if (copies.length === 0 || seesCopies(inspection, site)) return copies;
  const survives = copies.length < arrivals.length;
  // Where nothing but what was made here arrives, the test is dead; that is worth telling.
  return copies.filter(({ at }) => isOfSdk(at) || (!survives && /^(?:New|Object)Expression$/.test(at.type)));
}

/** Whether the condition may hold for a copy that took over all that can be read off an error that it holds for, or for its text. */
function seesCopies({ source }: Inspection, { formula, place, seen }: Site): boolean {
  const experiment = { source, condition: formula, place };
  const maybe = ({ reached, truths }: Observation): boolean =>
    reached && /^(?:true|unknown)$/.test(truths.get(formula.node) ?? '');
  return seen
    .filter(({ row, stock }) => isExpired(row) && maybe(stock))
    .flatMap(({ row }) => copiesOf(row.stock()))
    .some((copy) => maybe(observe(experiment, copy)));
}

function copiesOf(value: Value): readonly Value[] {
  if (isPrimitive(value) || value.kind !== 'object') return [value];
  const { own, type } = value;
  const fields = { ...Object.fromEntries(own), ...(type !== undefined && { name: type.name }), status: 404 };
  return [own.get('message'), error(errorClass, fields)];
}

/** `new StreamableHTTPError(404, text)`: of the class, and without the code. */
function isOfSdk(node: Node): boolean {
  if (node.type !== 'NewExpression') return false;
  const thing = sdkThing(node.callee);
  const made = thing === undefined ? standsFor(node.callee) : undefined;
  const name = thing?.name ?? (made !== undefined && isClass(made) ? sdkAncestor(made) : undefined);
  return name !== undefined && /^(?:StreamableHTTPError|SdkHttpError|SdkError)$/.test(name);
}

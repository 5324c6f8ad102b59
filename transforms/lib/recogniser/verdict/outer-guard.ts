// `ClientHttpNotImplemented` outside, 404 inside: the patched transport throws another code, so that a guard which asks for
// the stock one would switch the new check off. The check goes beside the guard.

import type { Node } from '@babel/types';
import type { Change } from '../../codemod.ts';
import { scopesOf } from '../../scopes.ts';
import { walk } from '../../tree.ts';
import type { Row } from '../catalogue/catalogue.ts';
import { formulaOf, frameOf, leavesOf, type Formula } from '../vector/condition.ts';
import type { Inspection } from '../inspection.ts';
import { asksForCode } from '../vector/new-form.ts';
import { observe } from '../vector/observe.ts';
import { changeOf, standsAlone, type Dialect } from '../rewrite/rewrite.ts';
import type { Site } from '../vector/site.ts';

/** Widens every guard before the condition that knows only the stock errors; undefined where there is none. */
export function openGuards(inspection: Inspection, site: Site, dialect: Dialect): Change | undefined {
  const { source } = inspection;
  const frame = frameOf(site.place.root, scopesOf(source));
  if (frame === undefined) return undefined;
  const rows = site.rows.filter(
    ({ id, kind, generation }) => kind === 'expired' && id !== 'stream' && generation === dialect.generation,
  );
  // One that asks for the code already lets through whom it means to.
  const guards = guardsIn(frame, site.formula.node).filter((test) => !asksForCode(source, test));
  const changes = guards.flatMap((test) => {
    const formula = formulaOf(test);
    return leavesOf(formula).flatMap((leaf) => {
      const turn = turned(inspection, site, formula, leaf, rows);
      return turn === undefined ? [] : [widened(inspection, leaf, turn, dialect)];
    });
  });
  if (changes.length === 0) return undefined;
  return { edits: changes.flatMap(({ edits }) => edits), imports: changes.flatMap(({ imports }) => imports) };
}

/** The tests that stand before, or around, the condition. */
export function guardsIn(frame: Node, condition: Node): readonly Node[] {
  const tests: Node[] = [];
  walk(frame, (node) => {
    if (node.type === 'IfStatement' && node.test !== condition && (node.start ?? 0) < (condition.start ?? 0))
      tests.push(node.test);
    return undefined;
  });
  return tests;
}

/** `lost`: true on all stock errors and false on the patched ones; `gained` the other way round. */
function turned(
  { source }: Inspection,
  { place }: Site,
  condition: Formula,
  { node }: Formula,
  rows: readonly Row[],
): 'lost' | 'gained' | undefined {
  const experiment = { source, condition, place };
  const pairs = rows.map((row) => [
    observe(experiment, row.stock()).truths.get(node),
    observe(experiment, row.patched()).truths.get(node),
  ]);
  if (pairs.length === 0) return undefined;
  if (pairs.every(([stock, patched]) => stock === 'true' && patched === 'false')) return 'lost';
  return pairs.every(([stock, patched]) => stock === 'false' && patched === 'true') ? 'gained' : undefined;
}

function widened({ source }: Inspection, leaf: Formula, turn: 'lost' | 'gained', dialect: Dialect): Change {
  const text = source.text.slice(leaf.node.start ?? 0, leaf.node.end ?? 0);
  const step = { kind: 'check', part: leaf, negated: turn === 'gained', narrowed: dialect.style === 'code' } as const;
  const change = changeOf(source, [step], dialect);
  const operator = turn === 'lost' ? '||' : '&&';
  const alone = standsAlone(source, leaf.node, operator);
  const edits = change.edits.map((edit) => {
    const both = `${text} ${operator} ${edit.text}`;
    return { ...edit, text: alone ? both : `(${both})` };
  });
  return { ...change, edits };
}

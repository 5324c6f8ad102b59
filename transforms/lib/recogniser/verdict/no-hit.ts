// A needle, and yet nothing that is true on an expired session: says what it is instead, or asks where that is unknown.

import type { Truth } from '../../codemod.ts';
import { wordsAt } from '../../own-comments.ts';
import { fullClosureOf } from '../names/closure.ts';
import { leavesOf } from '../vector/condition.ts';
import type { Inspection } from '../inspection.ts';
import type { Judged, Reporter } from './judge.ts';
import type { Origin } from '../origin/origin.ts';
import type { Row } from '../catalogue/rows.ts';
import type { Site } from '../vector/site.ts';
import { namesError, namesNeedle, saysNeedle } from '../vector/suspicion.ts';
import { whyUnknown } from './undecided.ts';
import { ask, skip, type Verdict } from './verdict.ts';

/** The finding for a condition that no expired session makes true; undefined where it is simply about something else. */
export function unseen(inspection: Inspection, site: Site, origin: () => Origin, report: Reporter): Judged | undefined {
  if (!saysNeedle(inspection.source, site.formula.node)) return undefined;
  const reached = site.seen.filter(({ stock }) => stock.reached);
  const truths = reached.map(({ row, stock }) => ({ row, truth: stock.truths.get(site.formula.node) }));
  const unknown = truths.filter(({ truth }) => truth === 'unknown').length;
  const apart = unknownOnExpiry(truths);
  if (apart || unknown * 2 > truths.length) {
    const { source } = inspection;
    const suspicious =
      (apart && (site.likeness !== 'plain' || saysMore(inspection, site))) ||
      leavesOf(site.formula).some(({ node }) => namesNeedle(source, node) && namesError(source, node));
    if (!suspicious || !(inspection.imports || speaksOfExpiry(inspection, site))) return undefined;
    if (origin().foreign && !origin().request) return undefined;
    return report(
      ask('undecided', `It cannot be evaluated: ${whyUnknown(inspection, site)}.`, 'a definition within reach'),
    );
  }
  const verdict = insteadOf(site);
  // A file that uses a client which another one made need not import the SDK.
  if (verdict === undefined || !(inspection.imports || origin().request)) return undefined;
  return report(verdict);
}

/** Known on an error like any other and unknown on every session that expired: what it gives then lies elsewhere. */
function unknownOnExpiry(truths: readonly { readonly row: Row; readonly truth: Truth | undefined }[]): boolean {
  const expired = truths.filter(({ row }) => row.kind === 'expired');
  const other = truths.find(({ row }) => row.id === 'own');
  return (
    expired.length > 0 &&
    expired.every(({ truth }) => truth === 'unknown') &&
    other !== undefined &&
    other.truth !== 'unknown'
  );
}

/** Of something that may be anything the bare word "session" says nothing: `key === 'session'`. */
function saysMore({ source }: Inspection, { formula }: Site): boolean {
  return fullClosureOf(source, formula.node).some((part) =>
    /(?<!\d)404(?!\d)|3200[12]|not[ _-]?found|expired|terminated|gone|lost|stale/i.test(wordsAt(part, source)),
  );
}

/** "not found" alone can be said of anything. */
function speaksOfExpiry({ source }: Inspection, { formula }: Site): boolean {
  return fullClosureOf(source, formula.node).some((part) =>
    /session|(?<!\d)404(?!\d)|-?3200[12]/i.test(wordsAt(part, source)),
  );
}

/** What the condition is true on, where that is something the rule leaves alone. */
export function insteadOf({ formula, seen }: Site): Verdict | undefined {
  const yes = seen.filter(({ stock }) => stock.reached && stock.truths.get(formula.node) === 'true');
  const rows = yes.map(({ row }) => row).filter(({ kind }) => kind !== 'gap');
  const kinds = new Set(rows.map(({ kind }) => kind));
  const only = (...expected: readonly string[]): boolean =>
    kinds.size > 0 && [...kinds].every((kind) => expected.includes(kind));
  if (kinds.has('timeout') && only('timeout', 'beside')) {
    return skip('request-timeout', 'A request that timed out carries -32001; an expired session does not.');
  }
  if (only('unsaid')) return skip('bad-request', 'It is true on a 400 only; an expired session is a 404.');
  if (!only('beside')) return undefined;
  return rows.some(({ id }) => id === 'sse-404')
    ? skip('sse-only', 'It is true on errors of the SSE transport only.')
    : skip('inside-200', 'The error it tests arrives inside a 200, which is outside the rule.');
}

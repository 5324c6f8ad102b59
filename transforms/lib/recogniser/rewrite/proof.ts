// The proof of a rewrite: the changed text is parsed again and asked about the errors of the patched transport, and the
// answers are held against what the old text said about the stock ones. Nothing outside expiry may have changed.

import type { Change, Edit, Truth, VectorRow } from '../../codemod.ts';
import { foldChanges } from '../../fold.ts';
import { makeSource, type Source } from '../../source.ts';
import { reached } from '../../surroundings.ts';
import { isExpired, type Row } from '../catalogue/catalogue.ts';
import { changesIn } from './changes.ts';
import { momentOf } from '../vector/condition.ts';
import { excerptOf } from '../vector/excerpt.ts';
import { observe, type Experiment, type Observation } from '../vector/observe.ts';
import { twinOf } from './twin.ts';

export interface Proof {
  readonly holds: boolean;
  /** A check before the condition keeps the patched errors away. */
  readonly kept: boolean;
  /** Why not, one sentence. */
  readonly objection: string | undefined;
  readonly rows: readonly VectorRow[];
  /** What changed in meaning, in words. */
  readonly changes: readonly string[];
}

/** What a rewrite claims of the condition as it was. */
export interface Claim {
  /** Rows that the replaced parts took for an expired session. */
  readonly hits: ReadonlySet<Row>;
  /** Texts of leaves on something else, tried both ways. */
  readonly free: readonly string[];
}

/** Proves a change of one condition over the rows. */
export function prove(experiment: Experiment, change: Change, rows: readonly Row[], { free, hits }: Claim): Proof {
  const after = changed(experiment, change);
  if (after === undefined) return refused('the changed text cannot be read again');
  const ways: readonly (ReadonlyMap<string, boolean> | undefined)[] =
    free.length === 0
      ? [undefined]
      : [new Map(free.map((text) => [text, true])), new Map(free.map((text) => [text, false]))];
  const proofs = ways.map((assume) => compare(experiment, after, rows, hits, assume));
  const failing = proofs.find(({ holds }) => !holds);
  return failing ?? proofs[0] ?? refused('there is nothing to compare');
}

function refused(objection: string): Proof {
  return { holds: false, kept: false, objection, rows: [], changes: [] };
}

/** The same condition and subject in the changed text. */
function changed(experiment: Experiment, change: Change): Experiment | undefined {
  let source: Source;
  let edits: readonly Edit[];
  try {
    const { condition, place } = experiment;
    const folded = foldChanges(excerptOf(experiment.source, [momentOf(condition.node), place.root]), [change]);
    source = reached(makeSource(experiment.source.path, folded.text), experiment.source);
    edits = folded.edits;
  } catch {
    return undefined;
  }
  const moved = (offset: number): number => {
    let shift = 0;
    for (const { start, end, text } of edits) if (end <= offset && start < offset) shift += text.length - (end - start);
    return offset + shift;
  };
  return twinOf(experiment, source, ({ start, end }) => ({ start: moved(start), end: moved(end) }));
}

function compare(
  before: Experiment,
  after: Experiment,
  rows: readonly Row[],
  hits: ReadonlySet<Row>,
  assume?: ReadonlyMap<string, boolean>,
): Proof {
  const entries = rows.map((row) => {
    const [old, now] = [
      observe({ ...before, ...(assume && { assume }) }, row.stock()),
      observe({ ...after, ...(assume && { assume }) }, row.patched()),
    ];
    return {
      row,
      old: truth(old, before),
      now: truth(now, after),
      reached: before.asks === 'result' ? ([true, true] as const) : ([old.reached, now.reached] as const),
    };
  });
  const truthOnExpired = majority(entries.filter(({ row }) => hits.has(row)).map(({ old }) => old));
  const objections = entries.flatMap(({ row, old, now, reached }) => {
    const why = objection(row, old, now, reached, truthOnExpired);
    return why === undefined ? [] : [why];
  });
  const vector = entries
    .filter(({ reached }) => reached[0] || reached[1])
    .map(({ row, old, now }): VectorRow => ({
      error: row.words,
      expired: isExpired(row),
      before: old ?? 'unknown',
      after: now ?? 'unknown',
    }));
  return {
    holds: objections.length === 0,
    kept: entries.some(keptAway),
    objection: objections[0],
    rows: vector,
    changes: changesIn(
      entries.map(({ row, old, now }) => ({ row, before: old, after: now })),
      truthOnExpired,
    ),
  };
}

function truth(observation: Observation, { condition, asks }: Experiment): Truth | undefined {
  if (asks === 'result') return observation.result;
  return observation.reached ? observation.truths.get(condition.node) : undefined;
}

/** What the old text says about the expired sessions it knows. */
function majority(truths: readonly (Truth | undefined)[]): Truth | undefined {
  const count = (wanted: Truth): number => truths.filter((item) => item === wanted).length;
  if (count('true') === 0 && count('false') === 0) return undefined;
  return count('true') >= count('false') ? 'true' : 'false';
}

interface Entry {
  readonly row: Row;
  readonly old: Truth | undefined;
  readonly now: Truth | undefined;
  readonly reached: readonly [boolean, boolean];
}

function keptAway({ row, reached }: Entry): boolean {
  return row.kind === 'expired' && reached[0] && !reached[1];
}

function objection(
  row: Row,
  old: Truth | undefined,
  now: Truth | undefined,
  reached: readonly [boolean, boolean],
  wanted: Truth | undefined,
): string | undefined {
  if (row.kind === 'alike' || row.kind === 'beside' || row.kind === 'gap') return undefined;
  if (row.kind === 'sse') return old === wanted && now !== old ? `"${row.words}" would no longer be seen` : undefined;
  if (isExpired(row)) {
    if (keptAway({ row, old, now, reached })) return `a check before it would keep "${row.words}" away`;
    if (old === wanted && now !== undefined && now !== old) return `"${row.words}" would no longer be seen`;
    return undefined;
  }
  if (old === undefined || old === 'unknown' || old === 'throws') return undefined;
  return now === old ? undefined : `the answer on "${row.words}" would change`;
}

// From a truth vector to what it means.

import type { Node } from '@babel/types';
import type { Truth } from '../../codemod.ts';
import type { Observation } from './observe.ts';
import { isExpired, type Row, type RowKind } from '../catalogue/catalogue.ts';

/** One row with what a run on its stock error gave. */
export interface Seen {
  readonly row: Row;
  readonly stock: Observation;
}

/**
 * - `expired`: true on expired sessions (on some at least) and on nothing else
 * - `living`: the same, turned round
 * - `mixed`: true on expired sessions and on other errors too
 * - `guard`: true on all expired sessions and on much else: a class or type test
 * - `timeout`: true on the request timeout and never on an expired session
 * - `keep`: never true on an expired session
 * - `free`: not about the subject, or not to be known
 * - `always`, `never`: the same on every error
 */
export type Meaning = 'expired' | 'living' | 'mixed' | 'guard' | 'timeout' | 'keep' | 'free' | 'always' | 'never';

/** What a condition or a part of it means, and the rows it rests on. */
export interface Reading {
  readonly meaning: Meaning;
  /** Rows of expired sessions in today's or older wording on which it is true. */
  readonly hits: readonly Row[];
  /** The same on which it is false. */
  readonly misses: readonly Row[];
  /** Rows of today's wording on which it is true. */
  readonly current: readonly Row[];
  /** Rows about something else on which it is true. */
  readonly strays: readonly Row[];
  readonly unknowns: readonly Row[];
  /** True when it says yes to every expired row it was asked about, in some release's wording. */
  readonly complete: boolean;
  /** Rows about something else on which it is false. */
  readonly denied: readonly Row[];
  /** Mixed the other way round: false on expired sessions and on few other errors. */
  readonly turned: boolean;
  /** True on the request timeout. */
  readonly timeout: boolean;
  readonly why: string | undefined;
}

/** What is true on these says nothing of what a part means. */
const outside: ReadonlySet<RowKind> = new Set(['alike', 'beside', 'sse']);

/** Reads the vector of one part. */
export function readingOf(node: Node, seen: readonly Seen[]): Reading {
  const asked = seen.filter(({ stock }) => stock.reached);
  const truthOf = ({ stock }: Seen): Truth => stock.truths.get(node) ?? 'throws';
  const of = (truth: Truth, among = asked): readonly Row[] =>
    among.filter((item) => truthOf(item) === truth).map(({ row }) => row);
  const expired = asked.filter(({ row }) => isExpired(row) && row.kind !== 'gap');
  const rest = asked.filter(({ row }) => !isExpired(row) && !outside.has(row.kind));
  const hits = of('true', expired);
  const current = hits.filter(({ kind }) => kind === 'expired');
  const strays = of('true', rest);
  const misses = of('false', expired);
  const deny = of('false', rest);
  const unknowns = of('unknown');
  const timeout = strays.some(({ kind }) => kind === 'timeout');
  const whole = {
    hits,
    misses,
    current,
    denied: deny,
    turned: isTurned({ hits, misses, strays, deny }),
    strays,
    unknowns,
    timeout,
    complete: hits.length > 0 && misses.every((row) => row.kind !== 'expired'),
    why: asked.map(({ stock }) => stock.why.get(node)).find((why) => why !== undefined),
  };
  return {
    ...whole,
    meaning: meaningOf({
      hits,
      misses,
      strays,
      deny,
      unknowns,
      asked: asked.length,
      timeout,
      guard: isGuard(expired, truthOf),
    }),
  };
}

/** A guard says yes to whole releases at once, whatever the body. */
function isGuard(expired: readonly Seen[], truthOf: (seen: Seen) => Truth): boolean {
  const today = expired.filter(({ row }) => row.kind === 'expired' && !row.id.startsWith('probe-'));
  return (
    today.length > 0 &&
    ['v1', 'v2'].some((generation) => {
      const own = today.filter(({ row }) => row.generation === generation);
      return own.length > 0 && own.every((item) => truthOf(item) === 'true');
    })
  );
}

interface Counts {
  readonly hits: readonly Row[];
  readonly misses: readonly Row[];
  readonly strays: readonly Row[];
  readonly deny: readonly Row[];
  readonly unknowns: readonly Row[];
  readonly asked: number;
  readonly timeout: boolean;
  readonly guard: boolean;
}

function meaningOf({ hits, misses, strays, deny, unknowns, asked, timeout, guard }: Counts): Meaning {
  if (asked === 0 || unknowns.length * 2 > asked) return 'free';
  if (isTurned({ hits, misses, strays, deny })) return 'mixed';
  if (hits.length > 0 && strays.length === 0) return deny.length === 0 ? 'always' : 'expired';
  if (hits.length === 0 && strays.length === 0) return 'never';
  if (hits.length === 0)
    return timeout && strays.every(({ kind }) => kind === 'timeout')
      ? 'timeout'
      : misses.length === 0
        ? 'keep'
        : keepOrLiving(misses, deny);
  if (deny.length === 0 && misses.length === 0) return 'always';
  if (misses.length > 0 && deny.length === 0) return 'living';
  return guard && isBroad(strays) ? 'guard' : 'mixed';
}

/** False on every expired session of today and on a few other errors, true on the rest. */
function isTurned({ hits, misses, strays, deny }: Pick<Counts, 'hits' | 'misses' | 'strays' | 'deny'>): boolean {
  const ofToday = (rows: readonly Row[]): boolean => rows.some(({ kind }) => kind === 'expired');
  if (ofToday(hits) || !ofToday(misses)) return false;
  return deny.length > 0 && deny.length < strays.length && !isBroad(deny) && isBroad(strays);
}

/** True on errors of all kinds: a class or a shape is tested, not a reason. */
function isBroad(strays: readonly Row[]): boolean {
  const telling = ['http-401', 'http-403', 'http-429', 'http-500', 'http-503'];
  return telling.filter((id) => strays.some((row) => row.id === id)).length >= 3;
}

/** Never true on expired sessions: with (almost) everything else true it is the expiry test turned round. */
function keepOrLiving(misses: readonly Row[], deny: readonly Row[]): Meaning {
  return misses.length > 0 && deny.length === 0 ? 'living' : 'keep';
}

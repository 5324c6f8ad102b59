// The state of a queue in a folder: lines of its log, and what they come to. No clock and no disk here.

import type { Ended, Job } from './queue.ts';
import { backOff, diedTooOften, longestWait, mostDeaths } from './queue.ts';
import type { Spent } from './ledger.ts';
import type { Visit, Visited } from '../visit/visit.ts';

/** What happened, as the log keeps it. Times are in milliseconds since 1970. */
export type Line =
  | { readonly kind: 'job'; readonly entry: Entry }
  | { readonly kind: 'next'; readonly id: string; readonly visit: Visit }
  | { readonly kind: 'begun'; readonly id: string; readonly reserved: number }
  | {
      readonly kind: 'ended';
      readonly id: string;
      readonly visited: Visited;
      readonly at: number;
      readonly spent: number;
    }
  /** Waiting again: after a failure, or (`tried` false) because its worker was stopped. */
  | {
      readonly kind: 'back';
      readonly id: string;
      readonly tried: boolean;
      readonly until: number;
      readonly at: number;
      readonly spent: number;
    }
  | { readonly kind: 'held'; readonly until: number }
  | { readonly kind: 'spent'; readonly spent: Spent }
  | { readonly kind: 'forgotten'; readonly ids: readonly string[] }
  | { readonly kind: 'over'; readonly ended: Ended };

/** A job that waits or is at work. */
export interface Entry {
  readonly job: Job;
  /** Leaves no trace when it has ended. */
  readonly again: boolean;
  readonly tries: number;
  readonly deaths: number;
  /** Not before. */
  readonly until: number;
}

export interface Entries {
  /** In the order in which they are begun. */
  waiting: Map<string, Entry>;
  readonly active: Map<string, { readonly entry: Entry; readonly reserved: number; readonly next: Visit | null }>;
  readonly over: Map<string, Ended>;
  spent: readonly Spent[];
  heldUntil: number;
}

/** A queue in which nothing is. */
export function noEntries(): Entries {
  return { waiting: new Map(), active: new Map(), over: new Map(), spent: [], heldUntil: 0 };
}

/** Takes what happened into the state. What does not fit it is a mistake of the program, and changes nothing. */
export function happen(entries: Entries, line: Line): void {
  const { waiting, active, over } = entries;
  switch (line.kind) {
    case 'job':
      waiting.set(line.entry.job.id, line.entry);
      return;
    case 'next':
      return follow(entries, line);
    case 'begun': {
      const entry = waiting.get(line.id);
      if (entry === undefined) return;
      waiting.delete(line.id);
      active.set(line.id, { entry, reserved: line.reserved, next: null });
      return;
    }
    case 'ended':
    case 'back':
      return settle(entries, line);
    case 'held':
      entries.heldUntil = Math.max(entries.heldUntil, line.until);
      return;
    case 'spent':
      entries.spent = [...entries.spent, line.spent];
      return;
    case 'forgotten':
      for (const id of line.ids) over.delete(id);
      return;
    case 'over':
      over.set(line.ended.id, line.ended);
  }
}

function follow({ waiting, active }: Entries, { id, visit }: Extract<Line, { kind: 'next' }>): void {
  const working = active.get(id);
  if (working !== undefined) active.set(id, { ...working, next: visit });
  const entry = waiting.get(id);
  if (entry !== undefined) waiting.set(id, { ...entry, job: { id, visit } });
}

function settle(entries: Entries, line: Extract<Line, { kind: 'ended' | 'back' }>): void {
  const { waiting, active, over } = entries;
  const working = active.get(line.id);
  if (working === undefined) return;
  active.delete(line.id);
  const { entry, next } = working;
  if (line.spent > 0) entries.spent = [...entries.spent, { at: line.at, writes: line.spent }];
  if (line.kind === 'back') {
    const { tried, until } = line;
    const job = next === null ? entry.job : { ...entry.job, visit: next };
    const back = { ...entry, job, tries: entry.tries + (tried ? 1 : 0), deaths: 0, until };
    // What a stopped worker gives back is the next thing to do, as after a crash.
    if (tried) waiting.set(line.id, back);
    else entries.waiting = new Map([[line.id, back], ...waiting]);
    return;
  }
  const { id, visited, at } = line;
  if (!entry.again) over.set(id, { id, visited, at, tries: entry.tries + 1 });
  if (next !== null) waiting.set(id, freshEntry({ id, visit: next }, true));
}

/** A job as it comes. */
export function freshEntry(job: Job, again: boolean): Entry {
  return { job, again, tries: 0, deaths: 0, until: 0 };
}

/** After the process died: what was at work waits again, before all others, and counts as having made every call it might have. */
export function recover(entries: Entries, now: number, second: number): void {
  const first = new Map<string, Entry>();
  for (const [id, { entry, reserved, next }] of entries.active) {
    entries.spent = [...entries.spent, { at: now, writes: reserved }];
    const deaths = entry.deaths + 1;
    if (deaths < mostDeaths) {
      first.set(id, { ...entry, deaths, job: next === null ? entry.job : { id, visit: next } });
      continue;
    }
    if (!entry.again) entries.over.set(id, { id, visited: diedTooOften(), at: now, tries: entry.tries });
    if (next !== null) first.set(id, freshEntry({ id, visit: next }, true));
  }
  entries.active.clear();
  // A clock that was set back must not make anything count or wait for ever.
  const soon = ([id, entry]: readonly [string, Entry]): readonly [string, Entry] => [
    id,
    { ...entry, until: Math.min(entry.until, now + backOff(entry.tries) * second) },
  ];
  entries.waiting = new Map([...first, ...entries.waiting].map(soon));
  entries.heldUntil = Math.min(entries.heldUntil, now + longestWait * second);
  entries.spent = entries.spent.map(({ at, writes }) => ({ at: Math.min(at, now), writes }));
}

/** The fewest lines that come to the same. */
export function linesOf({ waiting, active, over, spent, heldUntil }: Entries): readonly Line[] {
  return [
    ...[...over.values()].map((ended): Line => ({ kind: 'over', ended })),
    ...[...active.values()].flatMap(({ entry, reserved, next }): readonly Line[] => [
      { kind: 'job', entry },
      { kind: 'begun', id: entry.job.id, reserved },
      ...(next === null ? [] : [{ kind: 'next', id: entry.job.id, visit: next } as const]),
    ]),
    ...[...waiting.values()].map((entry): Line => ({ kind: 'job', entry })),
    ...spent.map((each): Line => ({ kind: 'spent', spent: each })),
    ...(heldUntil > 0 ? [{ kind: 'held', until: heldUntil } as const] : []),
  ];
}

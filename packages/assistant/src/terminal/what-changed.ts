// What an answer did to other sites: two plans compared, in words.

import { kindOf, type PlannedFinding } from '@resession/engine';
import { visibleLine } from '../visible.ts';
import { sameSite } from './answering.ts';

/** One sentence for each kind of change, the places named; `except` is the site that was answered. */
export function whatChanged(
  before: readonly PlannedFinding[],
  after: readonly PlannedFinding[],
  except: string | null,
): readonly string[] {
  const matched = new Set<PlannedFinding>();
  const groups = new Map<string, PlannedFinding[]>();
  const put = (what: string, site: PlannedFinding): void => {
    groups.set(what, [...(groups.get(what) ?? []), site]);
  };
  for (const old of before) {
    const now = sameSite(old, after);
    if (now !== undefined) matched.add(now);
    if (old.id === except || old.decided !== undefined) continue;
    const [was, is] = [kindOf(old), now === undefined ? null : kindOf(now)];
    if (was !== is) put(is === null ? 'settled' : is, now ?? old);
  }
  for (const site of after)
    if (!matched.has(site) && site.decided === undefined && kindOf(site) !== null) put('new', site);
  return [...groups].map(([what, sites]) => sentence(what, sites));
}

const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  todo: ['1 other site is now to do by hand', 'other sites are now to do by hand'],
  ask: ['1 other site is now to decide', 'other sites are now to decide'],
  fix: ['1 other site can be changed now', 'other sites can be changed now'],
  settled: ['1 other site needs nothing any more', 'other sites need nothing any more'],
  new: ['1 site is new', 'sites are new'],
};

const placesAtMost = 4;

function sentence(what: string, sites: readonly PlannedFinding[]): string {
  const [one, many] = words[what] ?? ['1 site changed', 'sites changed'];
  const places = sites.slice(0, placesAtMost).map(({ path, line }) => `${path}:${String(line)}`);
  const rest = sites.length - places.length;
  const reason = sites[0]?.reason;
  const why = what === 'settled' || reason === undefined ? '' : ` ${reason}`;
  const said = sites.length === 1 ? one : `${String(sites.length)} ${many}`;
  return visibleLine(`${said}: ${places.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}.${why}`);
}

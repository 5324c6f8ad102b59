// Sites that are alike go by their order, which moves as some of them are written and others come; and files are renamed. Who left
// a site is not overruled by that: where it cannot be told which one it is now, none of those that it may be is made.

import { amongAsMany, type Decision } from '../decision.ts';
import { idAmong, likenessOf } from '../ids.ts';
import type { Found } from './draft.ts';
import type { IdentifiedFound } from './findings.ts';
import { type Placed, placeKey } from './placed.ts';

/** What decisions to leave may be about whose sites are not where they were, or not as many as they were. */
export function claimed(
  sites: readonly IdentifiedFound[],
  open: readonly Decision[],
  placed: Placed,
  fits: (decision: Decision, site: Found) => boolean,
): Placed {
  const decisions = new Map<string, Decision>();
  const claims = new Map<string, readonly string[]>();
  const leaving = open.filter(({ answer }) => answer === 'leave');
  for (const group of groupsOf(leaving.length === 0 ? [] : sites)) {
    const free = group.filter((site) => !placed.decisions.has(keyOf(site)));
    const [first] = free;
    const about = first === undefined ? [] : leaving.filter((decision) => isAmong(decision, first));
    if (about.length === 0) continue;
    // All others were written meanwhile.
    const isRest =
      about.length >= free.length && about.every(({ path, alike = 1 }) => path === first?.path && alike > group.length);
    for (const [index, site] of free.entries()) {
      const decision = about[index];
      if (isRest && decision !== undefined && fits(decision, site)) decisions.set(keyOf(site), decision);
      if (!placed.claims.has(keyOf(site)))
        claims.set(
          keyOf(site),
          about.map(({ id }) => id),
        );
    }
  }
  return { decisions, claims };
}

function keyOf({ path, codemod, span }: IdentifiedFound): string {
  return placeKey(path, codemod, span);
}

function groupsOf(sites: readonly IdentifiedFound[]): readonly (readonly IdentifiedFound[])[] {
  const groups = new Map<string, IdentifiedFound[]>();
  for (const site of sites) {
    const key = likenessOf(site.identity);
    groups.set(key, [...(groups.get(key) ?? []), site]);
  }
  return [...groups.values()];
}

/** Whether it names one of the sites that are alike, as they were counted and where they stood when it was made. */
function isAmong(decision: Decision, site: IdentifiedFound): boolean {
  const { id, path, codemod, alike = 1 } = decision;
  if (codemod !== site.codemod || (path === site.path && amongAsMany(decision, site))) return false;
  const likeness = likenessOf({ ...site.identity, path });
  return Array.from({ length: alike }, (_, ordinal) => idAmong(likeness, ordinal)).includes(id);
}

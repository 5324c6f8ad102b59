// Sites that are alike go by their order, which moves as some of them are written and others come. Who left one of them is not
// overruled by that: where it cannot be told which one it was, none of them is made.

import { amongAsMany, type Decision } from '../decision.ts';
import { idAmong } from '../ids.ts';
import type { Found } from './draft.ts';
import type { IdentifiedFound } from './findings.ts';
import { type Placed, placeKey } from './placed.ts';

/** What decisions to leave may be about that were made while more or fewer sites were alike. */
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
    const isRest = about.length >= free.length && about.every(({ alike = 1 }) => alike > group.length);
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
  for (const site of sites) groups.set(site.likeness, [...(groups.get(site.likeness) ?? []), site]);
  return [...groups.values()];
}

/** Whether it names one of the sites that are alike, as they were counted when it was made. */
function isAmong(decision: Decision, site: IdentifiedFound): boolean {
  if (decision.path !== site.path || decision.codemod !== site.codemod || amongAsMany(decision, site)) return false;
  const { id, alike = 1 } = decision;
  return Array.from({ length: alike }, (_, ordinal) => idAmong(site.likeness, ordinal)).includes(id);
}

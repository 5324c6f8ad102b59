// What of an organisation a campaign goes to: not what nobody can change, nor what belongs to somebody else.

import type { Found } from '../github/listing.ts';
import type { LeftOut, Listed } from './campaign.ts';

/** Divides them; what is left out is counted under the first reason that holds. */
export function ofOrganisation(all: readonly Found[]): {
  readonly repos: readonly Listed[];
  readonly leftOut: LeftOut;
} {
  const count = { archived: 0, forks: 0, disabled: 0, empty: 0 };
  const repos: Listed[] = [];
  for (const found of all) {
    const reason = reasonFor(found);
    if (reason === null) repos.push({ repo: found.fullName, id: found.id });
    else count[reason] += 1;
  }
  return { repos, leftOut: count };
}

function reasonFor({ archived, fork, disabled, empty }: Found): keyof LeftOut | null {
  if (archived) return 'archived';
  if (fork) return 'forks';
  if (disabled) return 'disabled';
  return empty ? 'empty' : null;
}

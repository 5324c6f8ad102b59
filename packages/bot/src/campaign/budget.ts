// How many failures a wave may have. What costs nothing to repeat is measured against what it found, not against the list.

import type { Budget } from './campaign.ts';
import type { Wave } from './state.ts';

/** More failed than is allowed: how many did, of what. */
export interface Allowed {
  readonly failed: number;
  readonly most: number;
  readonly of: 'looks' | 'pull requests' | 'repositories';
}

type Counted = Pick<Wave, 'size' | 'from' | 'to' | 'failedLooks' | 'failedProposals' | 'forgiven'>;

/**
 * Null while the budget holds. Of a number, all failures of the wave count. Of a percentage, those of pull requests are measured against the
 * size of the wave and those of looks against what was looked at for it: a look that fails has changed nothing.
 */
export function allowed(budget: Budget, wave: Counted): Allowed | null {
  const looks = wave.failedLooks - wave.forgiven.looks;
  const proposals = wave.failedProposals - wave.forgiven.proposals;
  if (budget.of === 'number') return beyond(looks + proposals, budget.most, 'repositories');
  const share = (of: number): number => Math.floor((budget.most * of) / 100);
  return (
    beyond(proposals, share(wave.size), 'pull requests') ??
    beyond(looks, share(Math.max(wave.size, wave.to - wave.from)), 'looks')
  );
}

const beyond = (failed: number, most: number, of: Allowed['of']): Allowed | null =>
  failed > most ? { failed, most, of } : null;

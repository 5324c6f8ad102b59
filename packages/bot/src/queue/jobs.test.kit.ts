// Jobs and what may come of them.

import type { Job } from './queue.ts';
import type { Visited } from '../visit/visit.ts';

export function job(id: string, dryRun = false): Job {
  return { id, visit: { repo: `acme/${id}`, api: 'https://api.example', base: null, dryRun, settings: {} } };
}

/** A visit that found nothing to do, in so many calls. */
export function nothing(writes = 0): Visited {
  return { kind: 'outcome', outcome: { kind: 'nothing' }, writes, would: [] };
}

export function failed(passing: boolean, wait: number | null = null, writes = 0): Visited {
  return { kind: 'failed', what: 'it failed', where: 'there', next: 'Look.', passing, wait, writes };
}

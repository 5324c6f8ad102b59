// A pace as BullMQ can keep it: its limiter counts jobs as they begin, and knows nothing of calls.

import type { Pace } from './queue.ts';

/**
 * Seconds from one visit's beginning to the next one's, over all workers, so that a pace is kept whatever the visits do: each may
 * make all its calls at any time while it lasts. Those that can have made a call in a window began in it, or no longer before it
 * than a visit lasts; so many may fit into the pace, and no more.
 */
export function spacing({ minute, hour, visit, longest }: Pace): number {
  if (visit <= 0) return 0;
  return Math.max(apart(60, minute / visit, longest), apart(3600, hour / visit, longest));
}

/** With `floor(reach / seconds) + 1 <= most`. */
function apart(window: number, most: number, longest: number): number {
  const reach = window + longest;
  const visits = Math.floor(most);
  // Where not one fits, the window is the best that can be done.
  return visits < 1 ? reach : Math.floor(reach / visits) + 1;
}

// So many visits at once on a machine, whichever queue they come from; what proposes goes before what only looks.

import type { Work } from '../queue/queue.ts';
import type { Stage } from './event.ts';

/** Holds work back until there is room. */
export function slots(width: number): (stage: Stage, work: Work) => Work {
  let free = width;
  const waiting: Record<Stage, (() => void)[]> = { propose: [], look: [] };
  const next = (): void => {
    const call = waiting.propose.shift() ?? waiting.look.shift();
    if (call === undefined) free += 1;
    else call();
  };
  const room = (stage: Stage): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting[stage].push(resolve));
  };
  return (stage, work) => async (job, signal) => {
    await room(stage);
    try {
      return await work(job, signal);
    } finally {
      next();
    }
  };
}

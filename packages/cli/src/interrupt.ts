// Ctrl-C. Outside of a write the run ends at once; during one it is heard when the write is done, and taken back.

import { exitCodes } from './exit-codes.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Runs work that must come to its end. Afterwards `signal.aborted` says whether Ctrl-C was pressed meanwhile. */
  hold<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Listens from now on. `leave` tells the person, once, before the process ends with 130. */
export function listenForInterrupt(leave: () => void): Interrupt {
  const controller = new AbortController();
  let held = 0;
  process.on('SIGINT', () => {
    controller.abort();
    if (held > 0) return;
    leave();
    process.exit(exitCodes.interrupted);
  });
  return {
    signal: controller.signal,
    async hold(work) {
      held += 1;
      try {
        return await work();
      } finally {
        // A signal that came during synchronous work is delivered a turn later.
        await new Promise((turn) => setImmediate(turn));
        held -= 1;
      }
    },
  };
}

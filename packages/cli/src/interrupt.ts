// Ctrl-C. Outside of a write the run ends at once; during one it is heard when the write is done, which is then taken
// back. A second one ends the run where it is.

import { exitCodes } from './exit-codes.ts';

export interface Interrupt {
  /** Aborted once Ctrl-C was pressed. */
  readonly signal: AbortSignal;
  /** Runs work that is to come to its end. */
  hold<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs work during which Ctrl-C is for another program of the terminal: an editor takes it for Escape. */
  elsewhere<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** What the person is told as the process ends: with nothing written, or in the middle of a write. */
export type Leave = (where: 'before' | 'within') => void;

export const untouched = '\nInterrupted; nothing was written.\n';

/** Heard while the program is still being loaded. */
export function leaveUntouched(): void {
  process.stderr.write(untouched);
  process.exit(exitCodes.interrupted);
}

/** Listens from now on. */
export function listenForInterrupt(leave: Leave): Interrupt {
  const controller = new AbortController();
  let held = 0;
  let away = 0;
  process.on('SIGINT', () => {
    if (away > 0) return;
    const again = controller.signal.aborted;
    controller.abort();
    if (held > 0 && !again) return;
    leave(held > 0 ? 'within' : 'before');
    process.exit(exitCodes.interrupted);
  });
  // Not before: a signal that is on its way while nobody listens is lost.
  process.off('SIGINT', leaveUntouched);
  return {
    signal: controller.signal,
    async hold(work) {
      held += 1;
      try {
        const result = await work();
        // A signal that came during synchronous work is delivered a turn later.
        await new Promise((turn) => setImmediate(turn));
        return result;
      } finally {
        held -= 1;
      }
    },
    async elsewhere(work) {
      away += 1;
      try {
        const result = await work();
        await new Promise((turn) => setImmediate(turn));
        return result;
      } finally {
        away -= 1;
      }
    },
  };
}

// Ctrl-C. Outside of a write the run ends at once; during one it is heard when the write is done, which is then taken
// back. A second one ends the run where it is.

import { exitCodes } from './exit-codes.ts';

export interface Interrupt {
  /** Aborted once Ctrl-C was pressed. */
  readonly signal: AbortSignal;
  /** Runs work that is to come to its end. */
  hold<Result>(work: () => Promise<Result>): Promise<Result>;
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
  process.off('SIGINT', leaveUntouched);
  const controller = new AbortController();
  let held = 0;
  process.on('SIGINT', () => {
    const again = controller.signal.aborted;
    controller.abort();
    if (held > 0 && !again) return;
    leave(held > 0 ? 'within' : 'before');
    process.exit(exitCodes.interrupted);
  });
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
  };
}

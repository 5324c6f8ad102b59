// Tells how far the run is, and stops it where it was interrupted.

import type { PlanOptions, Progress } from '../options.ts';

export type Tell = (stage: Progress['stage'], done: number, total: number | null) => void;

/** Throws the reason of the signal once it is aborted. */
export function teller({ onProgress, signal }: PlanOptions): Tell {
  return (stage, done, total) => {
    signal?.throwIfAborted();
    onProgress?.({ stage, done, total });
  };
}

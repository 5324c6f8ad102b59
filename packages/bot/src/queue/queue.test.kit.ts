// Folders and a clock of the test's own.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from './clock.ts';

/** A fresh folder that goes when the test ends. */
export function folder(): string {
  const made = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'resession-queue-')));
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

export interface VirtualClock extends Clock {
  /** Lets time pass, in seconds: whatever is due happens on the way, each thing at its time. */
  pass(seconds: number): Promise<void>;
}

/** Time that stands still until it is told to pass. */
export function virtualClock(start = 1_000_000): VirtualClock {
  let now = start;
  const due = new Map<symbol, { readonly time: number; readonly call: () => void }>();
  /** Promises of the queue's own settle between two events; it waits for nothing else. */
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    second: 1000,
    now: () => now,
    at: (time, call) => {
      const key = Symbol('alarm');
      due.set(key, { time, call });
      return () => void due.delete(key);
    },
    pass: async (seconds) => {
      const until = now + seconds * 1000;
      for (;;) {
        await settled();
        const [next] = [...due].filter(([, { time }]) => time <= until).sort(([, a], [, b]) => a.time - b.time);
        if (next === undefined) break;
        due.delete(next[0]);
        now = Math.max(now, next[1].time);
        next[1].call();
      }
      now = until;
    },
  };
}

// What is going on, on stderr: a bar on a terminal, lines in CI, nothing elsewhere; and only where it takes its time.

import type { Progress } from '@resession/engine';
import type { Stream } from './output.ts';

const words: Readonly<Record<Progress['stage'], string>> = {
  discover: 'finding files',
  prefilter: 'searching',
  inspect: 'reading candidates',
  analyse: 'following names across files',
  verify: 'checking the changes',
  types: 'checking the types',
  manifests: 'reading manifests',
};

/** How much is told. */
export type Telling = 'normal' | 'verbose' | 'quiet';

export interface ProgressLine {
  show(progress: Progress): void;
  /** Takes the bar away, and in a verbose run tells how long each stage took. */
  clear(): void;
}

/** What the progress of a run depends on besides its stream. */
export interface Surroundings {
  readonly telling: Telling;
  /** A continuous integration of whatever kind: the `CI` variable, as they all set it. */
  readonly inCi: boolean;
  /** No terminal that moves its cursor. */
  readonly dumb: boolean;
  /** Milliseconds. */
  now(): number;
}

/** Milliseconds before anything is shown, and between two updates of the bar. */
const patience = 500;
const pause = 50;

/** The surroundings of this process. */
export function surroundings(telling: Telling): Surroundings {
  const { CI = '', TERM } = process.env;
  return { telling, inCi: CI !== '' && CI !== 'false' && CI !== '0', dumb: TERM === 'dumb', now: Date.now };
}

/** Tells of one run, from now on. */
export function progressLine(err: Stream, { telling, inCi, dumb, now }: Surroundings): ProgressLine {
  const begun = now();
  const took = new Map<Progress['stage'], number>();
  const barred = err.isTerminal && !dumb;
  const lined = !err.isTerminal && inCi;
  let stage: Progress['stage'] | undefined;
  let since = begun;
  let last = -Infinity;
  let shown = false;
  let timer: NodeJS.Timeout | undefined;
  const line = (of: Progress['stage']): void => {
    shown = true;
    err.write(`resession: ${words[of]}\n`);
  };
  const close = (time: number): void => {
    clearTimeout(timer);
    if (stage !== undefined) took.set(stage, (took.get(stage) ?? 0) + time - since);
    since = time;
  };
  return {
    show(progress) {
      const time = now();
      if (progress.stage !== stage) {
        close(time);
        stage = progress.stage;
        // A stage may wait for another program: then nobody calls, and it is told all the same.
        if (lined && telling !== 'quiet') timer = setTimeout(line, patience, stage).unref();
      }
      if (!barred || telling === 'quiet' || time - begun < patience || time - last < pause) return;
      last = time;
      shown = true;
      err.write(`\r\u001b[2K${barOf(progress)}`);
    },
    clear() {
      close(now());
      if (shown && barred) err.write('\r\u001b[2K');
      shown = false;
      if (telling === 'verbose') err.write(timesText(took, now() - begun));
      stage = undefined;
      took.clear();
    },
  };
}

const width = 20;

function barOf({ stage, done, total }: Progress): string {
  if (total === null || total === 0) return done === 0 ? words[stage] : `${words[stage]} ${String(done)}`;
  const full = Math.round((Math.min(done, total) / total) * width);
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${words[stage]} ${String(done)}/${String(total)}`;
}

function timesText(took: ReadonlyMap<Progress['stage'], number>, whole: number): string {
  const rows = [...[...took].map(([stage, time]) => [words[stage], time] as const), ['in all', whole] as const];
  const longest = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, time]) => `  ${name.padEnd(longest)}  ${String(Math.round(time)).padStart(7)} ms\n`).join('');
}

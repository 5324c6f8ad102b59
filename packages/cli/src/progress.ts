// One line on stderr that says what is going on, on a terminal only.

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

export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

/** At most twenty updates a second; silent where stderr is no terminal. */
export function progressLine(err: Stream, now: () => number = Date.now): ProgressLine {
  let last = -Infinity;
  let shown = false;
  const quiet = !err.isTerminal || process.env['TERM'] === 'dumb';
  return {
    show({ stage, done, total }) {
      const time = now();
      if (quiet || time - last < 50) return;
      last = time;
      shown = true;
      err.write(`\r\u001b[2K${words[stage]} ${String(done)}${total === null ? '' : `/${String(total)}`}`);
    },
    clear() {
      if (shown) err.write('\r\u001b[2K');
      shown = false;
    },
  };
}

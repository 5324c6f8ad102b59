// Files that are, byte for byte, what a run of ours left: its journal has what was there before.

import type { Host } from './host.ts';
import { placeInside, present, realRoot } from './inside.ts';
import { journalPlace, readJournals } from './journal.ts';

/** Of these files (relative to the root), those that `undo` can bring back. Throws `ResessionError` as `undo` does. */
export async function asWritten(root: string, paths: readonly string[], host: Host): Promise<ReadonlySet<string>> {
  const real = realRoot(root, host);
  const place = await journalPlace(real, host);
  const left = new Map<string, string | null>();
  for (const { journal, state } of readJournals(place, host)) {
    if (journal.root !== place.root || state !== 'done') continue;
    // The newest run that touched a file comes last.
    for (const { path, after } of journal.files) left.set(path, after);
  }
  const known = paths.filter((path) => {
    const after = left.get(path);
    return typeof after === 'string' && present(placeInside(real, path, host), host)?.hash === after;
  });
  return new Set(known);
}

// Takes a run back from its journal: the newest, or the one that is named.

import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import { realRoot } from './inside.ts';
import { stepOf } from './installs.ts';
import { journalPlace, readJournals, sweepJournals, type JournalPlace, type KeptJournal } from './journal.ts';
import { withLock } from './lock.ts';
import type { NextStep } from './plan.ts';
import { restore, type Restored } from './restore.ts';

/** A run that can be taken back. */
export interface RunSummary {
  readonly id: string;
  /** ISO 8601. */
  readonly started: string;
  /** True when the run was killed while it wrote. */
  readonly interrupted: boolean;
  /** Paths relative to the root. */
  readonly files: readonly string[];
}

/** What an undo did. */
export interface Undone extends Restored {
  readonly run: string;
  /** The installation again, where one followed the run: node_modules is not kept in journals. */
  readonly nextSteps: readonly NextStep[];
}

/** The runs of this root, newest first. Throws `ResessionError` for a journal that cannot be read. */
export async function listRuns(root: string, host: Host): Promise<readonly RunSummary[]> {
  const place = await journalPlace(realRoot(root, host), host);
  return ofThisRoot(place, host).map(({ journal, state }) => ({
    id: journal.id,
    started: journal.started,
    interrupted: state === 'writing',
    files: journal.files.map((file) => file.path),
  }));
}

/**
 * Restores what the run found, removes what it created, and its journal. Throws `ResessionError` with nothing touched
 * where there is no such run or its files were edited since.
 */
export async function undo(root: string, run: string | undefined, host: Host): Promise<Undone> {
  const real = realRoot(root, host);
  const place = await journalPlace(real, host);
  // Without a journal folder there is nothing to lock, and looking must not make one.
  if (host.lstat(place.folder) === null) throw nothingToUndo(place, run, host);
  return withLock(place.folder, host, () => {
    sweepJournals(place, host);
    const runs = ofThisRoot(place, host);
    const found = run === undefined ? newest(runs) : runs.find(({ journal }) => journal.id === run);
    if (found === undefined) throw nothingToUndo(place, run, host);
    const { id, installs = [] } = found.journal;
    const restored = restore(found.journal, real, place, host, 'refuse');
    return Promise.resolve({ run: id, ...restored, nextSteps: installs.map(stepOf) });
  });
}

/** An interrupted run is always the last one: the next is refused until it is taken back. */
function newest(runs: readonly KeptJournal[]): KeptJournal | undefined {
  return runs.find(({ state }) => state === 'writing') ?? runs[0];
}

function ofThisRoot(place: JournalPlace, host: Host): readonly KeptJournal[] {
  return readJournals(place, host)
    .filter(({ journal }) => journal.root === place.root)
    .reverse();
}

function nothingToUndo(place: JournalPlace, run: string | undefined, host: Host): ResessionError {
  const kept = readJournals(place, host);
  const here = kept.filter(({ journal }) => journal.root === place.root).map(({ journal }) => journal.id);
  const elsewhere = [...new Set(kept.map(({ journal }) => journal.root))].filter((root) => root !== place.root);
  const next =
    here.length > 0
      ? `Runs of this folder: ${here.join(', ')}.`
      : elsewhere.length > 0
        ? `There are runs of other folders, relative to the top of the repository: ${elsewhere.map((root) => root || '.').join(', ')}.`
        : 'No run has written here, or all were undone.';
  return new ResessionError(run === undefined ? 'nothing to undo' : `no run ${run}`, place.folder, next);
}

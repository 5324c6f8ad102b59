// Makes the tree as it was before a run. Restoring twice, or after being killed half-way, comes to the same.

import path from 'node:path';
import { ResessionError } from './error.ts';
import { codeOf, type Host } from './host.ts';
import { cannot, placeInside, present } from './inside.ts';
import { dropJournal, unsettled, waitingPath, type Journal, type JournalFile, type JournalPlace } from './journal.ts';

/** What was done. Paths relative to the root. */
export interface Restored {
  readonly restored: readonly string[];
  readonly removed: readonly string[];
}

interface Step {
  readonly entry: JournalFile;
  readonly place: string;
  readonly waiting: string;
}

/**
 * Restores every file of the run, removes what it created and then its journal. Files that are neither as the run found
 * them nor as it left them were edited since: with 'refuse' it throws `ResessionError` naming them before anything is
 * touched, with 'keep' they stay as they are.
 */
export function restore(
  journal: Journal,
  root: string,
  place: JournalPlace,
  host: Host,
  edits: 'refuse' | 'keep',
): Restored {
  const steps = journal.files.map((entry, index): Step => {
    const target = placeInside(root, entry.path, host);
    return { entry, place: target, waiting: waitingPath(target, journal.id, index) };
  });
  const folders = journal.folders.map((folder) => placeInside(root, folder, host)).reverse();
  const edited = steps.filter(({ entry, place }) => isEdited(entry, place, host));
  if (edits === 'refuse' && edited.length > 0) throw editedSince(journal, edited);
  for (const { waiting } of steps) removeFile(waiting, host);

  const changed = steps.filter(
    (step) => !edited.includes(step) && (present(step.place, host)?.hash ?? null) !== (step.entry.before?.hash ?? null),
  );
  for (const { entry, place, waiting } of changed) layOriginal(entry, place, waiting, host);
  for (const { entry, place, waiting } of changed) {
    if (entry.before === null) removeFile(place, host);
    else naming(place, () => host.rename(waiting, place));
  }
  for (const folder of folders) removeFolder(folder, host);
  dropJournal(place, journal.id, host);

  const paths = (gone: boolean): string[] =>
    changed.filter(({ entry }) => (entry.before === null) === gone).map(({ entry }) => entry.path);
  return { restored: paths(false), removed: paths(true) };
}

function isEdited({ before, after }: JournalFile, place: string, host: Host): boolean {
  const now = present(place, host)?.hash ?? null;
  return after !== unsettled && now !== after && now !== (before?.hash ?? null);
}

function editedSince(journal: Journal, edited: readonly Step[]): ResessionError {
  return new ResessionError(
    `files were edited since run ${journal.id}`,
    edited.map(({ entry }) => entry.path).join(', '),
    'Nothing was restored. Put your edits aside (git stash, or a copy) and run undo again.',
  );
}

function layOriginal({ before }: JournalFile, place: string, waiting: string, host: Host): void {
  if (before === null) return;
  makeFolder(path.dirname(place), host);
  const { bytes, mode, owner } = before;
  const kept = owner === undefined ? { mode } : { mode, owner };
  naming(place, () => host.create(waiting, Buffer.from(bytes, 'base64'), kept));
}

/** A folder goes with its last file. */
function makeFolder(folder: string, host: Host): void {
  if (host.lstat(folder) !== null) return;
  makeFolder(path.dirname(folder), host);
  naming(folder, () => host.mkdir(folder));
}

function removeFile(file: string, host: Host): void {
  if (host.lstat(file) !== null) naming(file, () => host.remove(file));
}

/** A folder that somebody has put something into stays. */
function removeFolder(folder: string, host: Host): void {
  try {
    host.rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? '')) throw error;
  }
}

function naming(place: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw cannot('restore', place, error);
  }
}

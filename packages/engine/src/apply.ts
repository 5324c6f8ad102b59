// The only writer: all files of a plan or none. Journal first, then every new file beside its old one, then renames.

import path from 'node:path';
import { sha256 } from './digest.ts';
import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import { bytesAfter, cannot, placeInside, present, realRoot } from './inside.ts';
import {
  closeJournal,
  journalPlace,
  keepJournal,
  readJournals,
  sweepJournals,
  waitingPath,
  type Journal,
  type JournalFile,
  type JournalPlace,
} from './journal.ts';
import { withLock } from './lock.ts';
import type { Plan } from './plan.ts';
import { restore } from './restore.ts';

/** What came of it. */
export interface Applied {
  /** The run to name to `undo`; null where nothing had to be written. */
  readonly run: string | null;
  /** Paths written, relative to the root. */
  readonly written: readonly string[];
}

/** A file that is about to be written. */
interface Writing {
  readonly entry: JournalFile;
  readonly place: string;
  /** Null where the file goes. */
  readonly bytes: Buffer | null;
}

/**
 * Writes the plan, all or nothing. Throws `ResessionError`, with the tree as it was, when the tree moved since the plan
 * was made, another run is writing, an interrupted one waits for `undo`, or the system refuses a file.
 */
export async function apply(plan: Plan, host: Host): Promise<Applied> {
  const root = realRoot(plan.root, host);
  if (look(plan, root, host).length === 0) return { run: null, written: [] };
  const place = await journalPlace(root, host);
  return withLock(place.folder, host, () => {
    refuseInterrupted(place, root, host);
    sweepJournals(place, host);
    // Looked at again, now that nobody else writes.
    const writings = look(plan, root, host);
    const journal = journalOf(plan, place, root, writings, host);
    keepJournal(place, { journal, state: 'writing' }, host);
    try {
      write(journal, root, writings, host);
      closeJournal(place, journal.id, host);
    } catch (error) {
      throw takenBack(place, journal, root, host, error);
    }
    return Promise.resolve({ run: journal.id, written: writings.map(({ entry }) => entry.path) });
  });
}

/** What is left to write. A new file that is there already with the same bytes needs nothing. */
function look(plan: Plan, root: string, host: Host): readonly Writing[] {
  const seen = new Set<string>();
  const moved: string[] = [];
  const writings = plan.files.flatMap((file): Writing[] => {
    if (seen.has(file.path)) throw new ResessionError('the plan names a file twice', file.path, 'Plan again.');
    seen.add(file.path);
    const place = placeInside(root, file.path, host);
    const bytes = file.gone === true ? null : bytesAfter(file);
    const after = bytes === null ? null : sha256(bytes);
    const now = present(place, host);
    if (file.before === null && now?.hash === after) return [];
    if (after === null && now === null) return [];
    if (file.before !== (now?.hash ?? null)) moved.push(file.path);
    if (file.before === after) return [];
    const before = now === null ? null : { ...now.stat, bytes: now.bytes.toString('base64'), hash: now.hash };
    return [{ entry: { path: file.path, before: before === null ? null : original(before), after }, place, bytes }];
  });
  if (moved.length > 0) {
    const next = 'Nothing was written. Run again to plan on what is there now.';
    throw new ResessionError('files changed since the plan was made', moved.join(', '), next);
  }
  return writings;
}

function original({ bytes, hash, mode, owner }: NonNullable<JournalFile['before']>): JournalFile['before'] {
  return { bytes, hash, mode, ...(owner === undefined ? {} : { owner }) };
}

function refuseInterrupted(place: JournalPlace, here: string, host: Host): void {
  const interrupted = readJournals(place, host).find(({ state }) => state === 'writing');
  if (interrupted === undefined) return;
  const { id, root } = interrupted.journal;
  // The run may have been of another folder of the repository, and the user stand in a third.
  const top = place.root === '' ? here : here.slice(0, -place.root.length - 1);
  const next = `Run npx resession undo ${id} --cwd "${path.join(top, root)}" first: it makes the files as they were before.`;
  throw new ResessionError('an earlier run was interrupted while it wrote', `run ${id}`, next);
}

function journalOf(plan: Plan, place: JournalPlace, root: string, writings: readonly Writing[], host: Host): Journal {
  const started = host.now().toISOString();
  const stamp = started.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const content = sha256(Buffer.from(started + plan.root + JSON.stringify(plan.files.map(({ after }) => after.data))));
  const folders = new Set<string>();
  for (const { entry } of writings) {
    const segments = entry.path.split('/').slice(0, -1);
    segments.forEach((_, index) => {
      const folder = segments.slice(0, index + 1).join('/');
      if (host.lstat(path.join(root, folder)) === null) folders.add(folder);
    });
  }
  return {
    schema: 1,
    id: `${stamp}-${content.slice(0, 6)}`,
    started,
    root: place.root,
    files: writings.map(({ entry }) => entry),
    folders: [...folders],
  };
}

/** A full disk and missing rights show while the new files are laid beside the old ones; renames rarely fail. */
function write(journal: Journal, root: string, writings: readonly Writing[], host: Host): void {
  for (const folder of journal.folders) naming(path.join(root, folder), () => host.mkdir(path.join(root, folder)));
  const waiting = writings.map(({ place }, index) => waitingPath(place, journal.id, index));
  waiting.forEach((file, index) => {
    const { bytes, entry, place } = at(writings, index);
    const { mode, owner } = entry.before ?? {};
    const kept = { ...(mode === undefined ? {} : { mode }), ...(owner === undefined ? {} : { owner }) };
    if (bytes !== null) naming(place, () => host.create(file, bytes, kept));
  });
  waiting.forEach((file, index) => {
    const { entry, bytes } = at(writings, index);
    const place = placeInside(root, entry.path, host);
    if ((present(place, host)?.hash ?? null) !== (entry.before?.hash ?? null)) {
      throw new ResessionError('a file changed while the run wrote', entry.path, 'Nothing was written. Run again.');
    }
    naming(place, () => (bytes === null ? remove(place, host) : host.rename(file, place)));
  });
}

/** With the folder, where nothing else is in it. */
function remove(place: string, host: Host): void {
  host.remove(place);
  const folder = path.dirname(place);
  if (host.readdir(folder).length === 0) host.rmdir(folder);
}

function naming(place: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw cannot('write', place, error);
  }
}

function takenBack(place: JournalPlace, journal: Journal, root: string, host: Host, error: unknown): unknown {
  try {
    restore(journal, root, place, host, 'keep');
    return error;
  } catch (second) {
    const what = `${error instanceof Error ? error.message : String(error)}; taking it back failed too`;
    const next = `Mend the cause, then run npx resession undo ${journal.id}.`;
    return new ResessionError(what, `run ${journal.id}`, next, { cause: second });
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${String(index)}`);
  return item;
}

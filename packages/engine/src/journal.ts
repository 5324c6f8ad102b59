// What undo needs, on disk before the first byte of the tree changes: `<id>.writing.json` while a run writes, renamed
// to `<id>.json` when it is done. It lies under `git rev-parse --git-path resession`, outside git in `.resession/`.

import path from 'node:path';
import { decisionsName } from './decisions-file.ts';
import { ResessionError } from './error.ts';
import { git } from './git.ts';
import type { Host, Owner } from './host.ts';
import { cannot } from './inside.ts';
import type { PlannedInstall } from './plan.ts';

/** A file as it was, with what it takes to make it so again. */
export interface Original {
  /** Base64. */
  readonly bytes: string;
  readonly hash: string;
  readonly mode: number;
  readonly owner?: Owner;
}

/** One file of a run. */
export interface JournalFile {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** Null where the run creates the file. */
  readonly before: Original | null;
  /**
   * SHA-256 (hex) of what the run left there, null where it left no file; 'unsettled' while an install is under way or
   * was killed, whatever it wrote.
   */
  readonly after: string | null;
}

/** One run, as it is kept. */
export interface Journal {
  readonly schema: 1;
  readonly id: string;
  /** ISO 8601. */
  readonly started: string;
  /** The root, relative to the git top level; '' for the top level itself and outside git. */
  readonly root: string;
  readonly files: readonly JournalFile[];
  /** Folders the run makes, outermost first. */
  readonly folders: readonly string[];
  /** Installations that followed: after an undo they have to run once more. */
  readonly installs?: readonly PlannedInstall[];
}

/** Where the journals of a root are kept. */
export interface JournalPlace {
  readonly folder: string;
  readonly root: string;
}

/** A journal and whether its run came to its end. */
export interface KeptJournal {
  readonly journal: Journal;
  readonly state: 'writing' | 'done';
}

/** `JournalFile.after` of a file that an install may have changed without anybody having looked since. */
export const unsettled = 'unsettled';

/** Of one journal, in bytes: what an undo can take into memory beside everything else. */
const largestJournal = 128 * 1024 * 1024;

const suffixes = { writing: '.writing.json', done: '.json' } as const;

/** Finds the place; makes nothing. Throws `ResessionError` where git is there but refuses to answer. */
export async function journalPlace(root: string, host: Host): Promise<JournalPlace> {
  const answer = await git(host, root, ['rev-parse', '--show-prefix', '--git-path', 'resession']);
  const [prefix, folder] = answer?.code === 0 ? answer.stdout.split('\n') : [];
  if (prefix !== undefined && folder !== undefined) {
    return fenced({ folder: path.resolve(root, folder), root: prefix.replace(/\/$/, '') }, host);
  }
  if (answer !== null && isInGit(root, host)) {
    const why = answer.stderr.trim().split('\n')[0] ?? '';
    throw new ResessionError(`git does not answer: ${why}`, root, mendGit);
  }
  return fenced({ folder: path.join(root, '.resession'), root: '' }, host);
}

function fenced(place: JournalPlace, host: Host): JournalPlace {
  const kind = host.lstat(place.folder)?.kind ?? 'directory';
  if (kind === 'directory') return place;
  throw new ResessionError(`a ${kind} is where the journal belongs`, place.folder, 'Move it away and run again.');
}

/** What to do about a repository that git itself does not take. */
export const mendGit = 'Mend what git status says there, or move a .git away that belongs to no repository.';

/** Whether a `.git` lies in the folder or above it. */
export function isInGit(root: string, host: Host): boolean {
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (host.lstat(path.join(folder, '.git')) !== null) return true;
    if (folder === path.dirname(folder)) return false;
  }
}

/** Every journal of the place, oldest first. Throws `ResessionError` for one that cannot be read. */
export function readJournals(place: JournalPlace, host: Host): readonly KeptJournal[] {
  if (host.lstat(place.folder) === null) return [];
  // Outside git the decisions lie beside them.
  const names = host.readdir(place.folder).filter((name) => name.endsWith('.json') && name !== decisionsName);
  return names
    .map((name): KeptJournal => {
      const state = name.endsWith(suffixes.writing) ? 'writing' : 'done';
      return { state, journal: parse(path.join(place.folder, name), host) };
    })
    .sort((a, b) => (a.journal.started < b.journal.started ? -1 : a.journal.started > b.journal.started ? 1 : 0));
}

function parse(file: string, host: Host): Journal {
  const next = 'Restore the files from version control, then delete that journal.';
  try {
    const journal = JSON.parse(host.read(file, largestJournal).toString('utf8')) as Journal;
    const named = [suffixes.writing, suffixes.done].some((suffix) => path.basename(file) === `${journal.id}${suffix}`);
    const whole = journal.files.every(isEntry) && journal.folders.every((folder) => typeof folder === 'string');
    if (journal.schema === 1 && named && whole) return journal;
  } catch (error) {
    throw new ResessionError('a journal cannot be read', file, next, { cause: error });
  }
  throw new ResessionError('a journal is of another version of this tool', file, next);
}

/** The folder of journals may have come with a checkout: what is in it is as foreign as the rest. */
function isEntry({ path: place, before }: JournalFile): boolean {
  return (
    typeof place === 'string' &&
    (before === null || [before.bytes, before.hash].every((one) => typeof one === 'string'))
  );
}

function fileOf(place: JournalPlace, id: string, state: KeptJournal['state']): string {
  return path.join(place.folder, `${id}${suffixes[state]}`);
}

/** Writes the journal durably, in place of an earlier one of the same run. */
export function keepJournal(place: JournalPlace, { journal, state }: KeptJournal, host: Host): void {
  const file = fileOf(place, journal.id, state);
  const bytes = Buffer.from(JSON.stringify(journal));
  if (bytes.length > largestJournal) {
    const next = 'Run over parts of it, one folder after the other.';
    throw new ResessionError('the files that change are too large to be kept for an undo', file, next);
  }
  const temporary = `${file}.tmp`;
  const clear = (): void => {
    if (host.lstat(temporary) !== null) host.remove(temporary);
  };
  try {
    clear();
    host.create(temporary, bytes, { mode: 0o600 });
    host.rename(temporary, file);
  } catch (error) {
    clear();
    throw cannot('keep', file, error);
  }
}

/** The run is done: from here on an undo is a wish, not a repair. */
export function closeJournal(place: JournalPlace, id: string, host: Host): void {
  host.rename(fileOf(place, id, 'writing'), fileOf(place, id, 'done'));
}

/** Takes the journal of one run away, and what killed runs left unfinished beside it. Call it under the lock. */
export function dropJournal(place: JournalPlace, id: string, host: Host): void {
  for (const state of ['writing', 'done'] as const) {
    const file = fileOf(place, id, state);
    if (host.lstat(file) !== null) host.remove(file);
  }
}

/** Journals that were never finished: their runs had not touched the tree yet. Call it under the lock. */
export function sweepJournals(place: JournalPlace, host: Host): void {
  for (const name of host.readdir(place.folder)) {
    if (name.endsWith('.json.tmp')) host.remove(path.join(place.folder, name));
  }
}

/** Where the new bytes of a run's n-th file wait for their rename: known from the journal alone, after a kill too. */
export function waitingPath(place: string, id: string, index: number): string {
  return path.join(path.dirname(place), `.resession-${id}-${String(index)}.tmp`);
}

// Trees and commits, made of a plan without a work tree.

import { bytesAfter, type Plan, type PlannedFile, ResessionError } from '@resession/engine';
import type { Workshop } from './workshop.ts';

/** Whose commits they are, as git has it: a name and an address. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Command lines have an end. */
const atOnce = 100;

/** What of a tree a plan touches, by path from the top of the repository. */
interface Entry {
  readonly mode: string;
  readonly blob: string;
}

/** A path of a plan from the top of the repository. Throws `ResessionError` for one that would leave it. */
export function treePath(under: string, path: string): string {
  const whole = `${under}${path}`;
  const strange = whole
    .split('/')
    .some((segment) => ['', '.', '..'].includes(segment) || segment.toLowerCase() === '.git');
  if (strange || whole.includes('\0'))
    throw new ResessionError('a path leaves the repository', whole, 'Nothing was written; plan again.');
  return whole;
}

/** The tree that comes of a plan made on `base`. `under` is where its root lies: '' or a path that ends in a slash. */
export async function treeOf(workshop: Workshop, base: string, plan: Plan, under: string): Promise<string> {
  const paths = plan.files.map(({ path }) => treePath(under, path));
  const there = await entriesOf(workshop, base, paths);
  const kept = plan.files.filter(({ gone }) => gone !== true);
  const blobs = await blobsOf(workshop, kept);
  await workshop.run('read-tree', base);
  const entries = kept.map((file, at) => {
    const path = treePath(under, file.path);
    return `${modeFor(path, there.get(path))},${blobs[at] ?? ''},${path}`;
  });
  for (const some of parts(entries))
    await workshop.run('update-index', '--add', ...some.flatMap((entry) => ['--cacheinfo', entry]));
  const gone = plan.files.filter((file) => file.gone === true).map(({ path }) => treePath(under, path));
  for (const some of parts(gone)) await workshop.run('update-index', '--force-remove', '--', ...some);
  return (await workshop.run('write-tree', '--missing-ok')).trim();
}

/** Files keep their mode; what is no file is not written over. */
function modeFor(path: string, entry: Entry | undefined): string {
  if (entry === undefined) return '100644';
  if (entry.mode.startsWith('100')) return entry.mode;
  throw new ResessionError('a link or a submodule is in the way', path, 'Leave it out with --ignore.');
}

/** What stands in a tree at some paths. */
export async function entriesOf(
  workshop: Workshop,
  tree: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (const some of parts(paths)) {
    const listed = await workshop.run('--literal-pathspecs', 'ls-tree', '-z', '--full-tree', tree, '--', ...some);
    for (const row of listed.split('\0')) {
      const [, mode, blob, path] = /^(\d+) \w+ ([\da-f]+)\t([^]*)$/.exec(row) ?? [];
      if (mode !== undefined && blob !== undefined && path !== undefined) entries.set(path, { mode, blob });
    }
  }
  return entries;
}

async function blobsOf(workshop: Workshop, files: readonly PlannedFile[]): Promise<readonly string[]> {
  const places = files.map((file, at) => {
    const name = `files/${String(at)}`;
    workshop.scratch.put(name, bytesAfter(file));
    return workshop.file(name);
  });
  return hashesOf(workshop, places, true);
}

/** What git calls the bytes of files (absolute), as they are on the disk. */
export async function hashesOf(workshop: Workshop, files: readonly string[], keep = false): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (const some of parts(files)) {
    const told = await workshop.run('hash-object', ...(keep ? ['-w'] : []), '--no-filters', '--', ...some);
    hashes.push(...told.trim().split('\n'));
  }
  return hashes;
}

function parts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / atOnce) }, (_, at) =>
    items.slice(at * atOnce, (at + 1) * atOnce),
  );
}

/** A commit on these parents. The message is ours, line breaks and all. */
export async function commitOf(
  workshop: Workshop,
  tree: string,
  parents: readonly string[],
  message: string,
  author: Author,
): Promise<string> {
  workshop.scratch.put('message', Buffer.from(message));
  const who = ['-c', `user.name=${author.name}`, '-c', `user.email=${author.email}`, '-c', 'commit.gpgSign=false'];
  const from = parents.flatMap((parent) => ['-p', parent]);
  return (await workshop.run(...who, 'commit-tree', tree, ...from, '-F', workshop.file('message'))).trim();
}

/** The tree of a commit. */
export async function treeIn(workshop: Workshop, commit: string): Promise<string> {
  return (await workshop.run('rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`)).trim();
}

/** Whether all of one commit is in the other. */
export async function contains(workshop: Workshop, commit: string, earlier: string): Promise<boolean> {
  const known = await workshop.try(['rev-parse', '--quiet', '--verify', '--end-of-options', `${earlier}^{commit}`]);
  if (known.code !== 0) return false;
  return (await workshop.try(['merge-base', '--is-ancestor', earlier, commit])).code === 0;
}

/** Whether a file held a text in the history of a commit, itself included. */
export async function everHeld(workshop: Workshop, commit: string, path: string, text: string): Promise<boolean> {
  const known = await workshop.try(['rev-parse', '--quiet', '--verify', '--end-of-options', `${commit}^{commit}`]);
  if (known.code !== 0) return false;
  const args = ['log', '-1', '-m', '--format=%H', '--no-textconv', '--no-ext-diff', `-S${text}`, commit, '--', path];
  const done = await workshop.try(['--literal-pathspecs', ...args], 'online');
  return done.code === 0 && done.stdout.trim() !== '';
}

/** The tree of two commits together; null where they contradict each other or have nothing in common. */
export async function together(workshop: Workshop, one: string, other: string): Promise<string | null> {
  const done = await workshop.try(['merge-tree', '--write-tree', '--no-messages', one, other]);
  if (done.code === 0) return done.stdout.trim();
  if (done.code === 1 || /unrelated histories/.test(done.stderr)) return null;
  throw new ResessionError(
    `git cannot merge: ${done.stderr.trim().split('\n', 1)[0] ?? ''}`,
    'git merge-tree',
    'It takes git 2.38 or newer.',
  );
}

/** What others made of `base`, laid over what became of it here; null where the two contradict each other. */
export async function carriedOver(
  workshop: Workshop,
  base: string,
  here: string,
  theirs: string,
): Promise<string | null> {
  // Three trees become a history of two commits, which any git since 2.38 can merge.
  const nobody = { name: 'resession', email: 'resession@localhost' };
  const root = await commitOf(workshop, base, [], 'base', nobody);
  const ours = await commitOf(workshop, here, [root], 'here', nobody);
  const others = await commitOf(workshop, theirs, [root], 'theirs', nobody);
  return together(workshop, ours, others);
}

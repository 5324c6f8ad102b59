// What is asked of the remote: its branches, their commits, and to take ours. Never with force.

import { ResessionError } from '@resession/engine';
import { PassingError } from '../passing.ts';
import { gitFailed, type Workshop } from './workshop.ts';

/** The name of a branch that git takes, and that is no option and no pattern. */
export function isBranchName(name: string): boolean {
  const strange = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|^[-./@]|[./]$/;
  return name !== '' && name.length < 245 && !strange.test(name);
}

/** Branches of the remote by name, with the commits they are at. Empty for a repository without one. */
export async function remoteBranches(workshop: Workshop): Promise<ReadonlyMap<string, string>> {
  const args = ['ls-remote', '--quiet', workshop.remote.url, 'refs/heads/*'];
  const done = await workshop.try(args, 'online');
  if (done.code !== 0) throw notReached(args, done);
  const rows = done.stdout.split('\n').flatMap((line) => {
    const [commit, ref] = line.split('\t');
    const name = ref?.replace(/^refs\/heads\//, '');
    return commit !== undefined && name !== undefined && isBranchName(name) ? [[name, commit] as const] : [];
  });
  return new Map(rows);
}

/** Fetches branches with their history. Throws `ResessionError` where one is gone. */
export async function fetchBranches(workshop: Workshop, names: readonly string[]): Promise<void> {
  const refs = names.map((name) => `+refs/heads/${name}:refs/remote/${name}`);
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', 'origin', ...refs];
  const done = await workshop.try(args, 'online');
  if (done.code !== 0) throw notReached(args, done);
}

/** What became of a push: someone else was faster, or the remote refuses it and says why. */
export type Pushed =
  { readonly kind: 'pushed' } | { readonly kind: 'late' } | { readonly kind: 'refused'; readonly why: string };

/** Pushes a commit to a branch that is, as far as we know, where `commit` can follow on. */
export async function push(workshop: Workshop, commit: string, branch: string): Promise<Pushed> {
  const args = ['push', '--porcelain', '--no-verify', '--no-signed', 'origin', `${commit}:refs/heads/${branch}`];
  const done = await workshop.try(args, 'online');
  if (done.code === 0) return { kind: 'pushed' };
  const row = done.stdout.split('\n').find((line) => line.startsWith('!'));
  if (row === undefined) throw notReached(args, done);
  const why = workshop.redact(row.split('\t').at(-1) ?? '');
  // Another one came before us; a hook's own words, or those of a protected branch, are no such thing.
  if (
    /^\[rejected\] \((?:fetch first|non-fast-forward|stale info)\)|\((?:failed to update ref|incorrect old value provided|cannot lock ref.*)\)/.test(
      why,
    )
  )
    return { kind: 'late' };
  const said = done.stderr.split('\n').filter((line) => line.startsWith('remote:'));
  return { kind: 'refused', why: [why, ...said.map((line) => line.slice('remote:'.length).trim())].join(' ').trim() };
}

/** Why the remote cannot be worked with. */
export function notReached(args: readonly string[], done: Parameters<typeof gitFailed>[1]): ResessionError {
  const { stderr } = done;
  if (/authentication failed|could not read username|returned error: 40[13]/i.test(stderr))
    return new ResessionError(
      `git may not ${args[0] ?? ''}: ${stderr.trim().split('\n').at(-1) ?? ''}`,
      'the remote',
      'The token needs to read and write the contents of the repository; docs/bot.md has the permissions in a table.',
    );
  const { what, where, next } = gitFailed(args, done);
  return new PassingError(what, where, next);
}

// What is not committed cannot be got back from git: files the plan would touch must be clean, unless the user says so.

import { ResessionError } from './error.ts';
import { git } from './git.ts';
import type { Host } from './host.ts';
import { isInGit, mendGit } from './journal.ts';
import type { Plan } from './plan.ts';

/** The files the plan would change or create that have uncommitted changes, untracked ones included; sorted. */
export async function dirtyFiles(plan: Plan, host: Host): Promise<readonly string[]> {
  const root = host.realpath(plan.root);
  if (plan.files.length === 0 || !isInGit(root, host)) return [];
  // `.git` may belong to a program that is not here; then nothing is known, and the journal still is.
  const prefix = await git(host, root, ['rev-parse', '--show-prefix']);
  if (prefix === null) return [];
  const inside = prefix.stdout.replace(/\r?\n$/, '');
  const dirty = new Set<string>();
  const paths = plan.files.map(({ path }) => path);
  // Command lines have an end.
  for (let start = 0; start < paths.length; start += 200) {
    const some = paths.slice(start, start + 200);
    const asked = await git(host, root, [
      '--literal-pathspecs',
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=all',
      '--no-renames',
      '--',
      ...some,
    ]);
    if (asked?.code !== 0) {
      const why = asked?.stderr.trim() ?? 'it is not installed';
      throw new ResessionError(`git cannot say what is uncommitted: ${why}`, root, mendGit);
    }
    for (const entry of asked.stdout.split('\0').filter((line) => line !== ''))
      dirty.add(entry.slice(3 + inside.length));
  }
  return [...dirty].sort();
}

/** Throws `ResessionError` listing them. Outside git there is nothing to ask, and the journal keeps what was there. */
export async function guard(plan: Plan, host: Host, allowDirty: boolean): Promise<void> {
  if (allowDirty) return;
  const dirty = await dirtyFiles(plan, host);
  if (dirty.length === 0) return;
  throw new ResessionError(
    'files this run would touch have uncommitted changes',
    dirty.join(', '),
    'Commit or stash them, or run with --allow-dirty.',
  );
}

// What is not committed cannot be got back from git: files the plan would touch must be clean, unless the user says so.

import { ResessionError } from './error.ts';
import { git } from './git.ts';
import type { Host } from './host.ts';
import { realRoot } from './inside.ts';
import { isInGit, mendGit } from './journal.ts';
import type { Plan } from './plan.ts';

/** The files the plan would change or create that have uncommitted changes, untracked ones included; sorted. */
export async function dirtyFiles(plan: Plan, host: Host): Promise<readonly string[]> {
  const root = realRoot(plan.root, host);
  if (plan.files.length === 0 || !isInGit(root, host)) return [];
  // `.git` may belong to a program that is not here; then nothing is known, and the journal still is.
  const prefix = await git(host, root, ['rev-parse', '--show-prefix']);
  if (prefix === null) return [];
  const inside = prefix.stdout.replace(/\r?\n$/, '');
  const unfiltered = await filtersOff(root, host);
  const dirty = new Set<string>();
  const paths = plan.files.map(({ path }) => path);
  // Command lines have an end.
  for (let start = 0; start < paths.length; start += 200) {
    const some = paths.slice(start, start + 200);
    const entries = await statusOf(root, host, unfiltered, ['--untracked-files=all', '--', ...some]);
    for (const entry of entries) dirty.add(entry.slice(inside.length));
  }
  return [...dirty].sort();
}

/** Every tracked file of the repository that is not as it was committed; from the top of the repository. */
export async function uncommittedFiles(root: string, host: Host): Promise<readonly string[]> {
  return statusOf(root, host, await filtersOff(root, host), ['--untracked-files=no']);
}

async function statusOf(
  root: string,
  host: Host,
  unfiltered: readonly string[],
  asked: readonly string[],
): Promise<readonly string[]> {
  const status = ['--literal-pathspecs', 'status', '--porcelain=v1', '-z', '--no-renames', '--ignore-submodules=all'];
  const told = await git(host, root, [...unfiltered, ...status, ...asked]);
  if (told?.code !== 0) {
    const why = told?.stderr.trim() ?? 'it is not installed';
    throw new ResessionError(`git cannot say what is uncommitted: ${why}`, root, mendGit);
  }
  return told.stdout
    .split('\0')
    .filter((line) => line !== '')
    .map((entry) => entry.slice(3));
}

/** Git puts files that were touched through the filters of its configuration: programs that the repository names. */
export async function filtersOff(root: string, host: Host): Promise<readonly string[]> {
  const asked = await git(host, root, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.']);
  const drivers = asked?.stdout.split('\0').flatMap((key) => /^(filter\.[^]*)\.[^.]+$/.exec(key)?.[1] ?? []) ?? [];
  const strange = drivers.find((driver) => driver.includes('='));
  if (strange !== undefined)
    throw new ResessionError('git has a filter that cannot be switched off', strange, 'Give it a name without "=".');
  const off = ['clean=', 'smudge=', 'process=', 'required=false'];
  return [...new Set(drivers)].flatMap((driver) => off.flatMap((setting) => ['-c', `${driver}.${setting}`]));
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

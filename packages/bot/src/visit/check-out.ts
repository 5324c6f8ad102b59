// A shallow checkout in scratch, by a git that runs nothing and knows nobody: no hooks, filters, fsmonitor, submodules, large
// files, credentials or configuration of the machine.

import path from 'node:path';
import { type Host, ResessionError } from '@resession/engine';
import { isBranchName, notReached } from '../git/remote.ts';
import { access, networkOf, plain, type Remote, safely, settings } from '../git/workshop.ts';
import { runBounded, type Within } from '../process/bounded.ts';
import type { TooMuch } from './visit.ts';

type CheckedOut = { readonly kind: 'there'; readonly folder: string } | { readonly kind: 'no-base' } | TooMuch;

const quiet = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  // What is committed is what is looked at, byte for byte.
  'core.autocrlf=false',
  'submodule.recurse=false',
  'filter.lfs.smudge=',
  'filter.lfs.process=',
  'filter.lfs.clean=',
  'filter.lfs.required=false',
].flatMap((setting) => ['-c', setting]);

/** Checks a branch out, the default one for null. Throws `ResessionError` where git cannot. */
export async function checkOut(
  remote: Remote,
  base: string | null,
  within: Omit<Within, 'cwd' | 'env'>,
  host: Host,
): Promise<CheckedOut> {
  if (base !== null && !isBranchName(base)) return { kind: 'no-base' };
  const folder = path.join(within.folder, 'checkout');
  const branch = base === null ? [] : [`--branch=${base}`];
  const shallow = ['--depth=1', '--single-branch', '--no-tags', '--no-recurse-submodules', '--template='];
  const args = ['clone', '--quiet', ...shallow, ...branch, '--', remote.url, folder];
  const network = await networkOf(within.folder, host);
  const env = { ...plain, GIT_LFS_SKIP_SMUDGE: '1', ...settings([...network, ...access(remote)]) };
  const done = await runBounded(['git', ...safely, ...quiet, ...args], { ...within, cwd: within.folder, env });
  if (done.exceeded !== null) return { kind: 'too-much', bound: done.exceeded };
  if (done.code === 0) return { kind: 'there', folder };
  if (/remote branch .* not found/i.test(done.stderr)) return { kind: 'no-base' };
  if (/spawn git ENOENT/.test(done.stderr))
    throw new ResessionError('git is not installed', 'PATH', 'Install it and run again.');
  throw notReached(args, done);
}

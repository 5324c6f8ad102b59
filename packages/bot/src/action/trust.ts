// What the Action refuses to touch: the code of a stranger, wherever it could do harm with it.

import { git, type Host, ResessionError, uncommittedFiles } from '@resession/engine';
import type { Standing } from './event.ts';
import type { Settings } from './inputs.ts';

/** Throws `ResessionError` where what is checked out must not be worked on in this mode. */
export async function refuseUntrusted(
  standing: Standing,
  { mode, paths }: Pick<Settings, 'mode' | 'paths'>,
  cwd: string,
  host: Host,
): Promise<void> {
  if (standing.kind === 'fork' && mode !== 'check')
    throw new ResessionError(
      `mode ${mode} is not for the pull request of a fork`,
      'pull_request',
      "Such a run may write nothing. Use mode: check there, and leave the change to a run on the repository's own branches.",
    );
  if (standing.kind === 'privileged') await refuseOthersCommit(standing, paths, cwd, host);
}

/** With the rights of the repository, only what the repository itself holds is read. */
async function refuseOthersCommit(
  { event, trusted }: Extract<Standing, { kind: 'privileged' }>,
  paths: readonly string[],
  cwd: string,
  host: Host,
): Promise<void> {
  const refuse = (what: string): ResessionError =>
    new ResessionError(
      what,
      event,
      'Anybody can start such a run, and it has the rights of the repository. Check out nothing of a pull request there (actions/checkout without ref), or run on pull_request.',
    );
  const head = await git(host, cwd, ['rev-parse', '--verify', '--end-of-options', 'HEAD^{commit}']);
  if (head?.code !== 0) throw refuse('it is not known which commit is checked out');
  if (!trusted.has(head.stdout.trim()))
    throw refuse(`${head.stdout.trim().slice(0, 12)} is checked out, which is no commit of this repository's own`);
  const top = await git(host, cwd, ['rev-parse', '--show-toplevel']);
  const root = top?.code === 0 ? top.stdout.replace(/\r?\n$/, '') : cwd;
  const others = await git(host, root, ['ls-files', '-z', '--others', '--exclude-standard']);
  const [strange] = [...(await uncommittedFiles(root, host)), ...(others?.stdout ?? '?').split('\0')];
  if (strange !== undefined && strange !== '') throw refuse(`${strange} is not as that commit has it`);
  for (const path of paths) {
    const tracked = await git(host, cwd, ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', path]);
    if (tracked?.code !== 0) throw refuse(`${path} is no part of that commit`);
  }
}

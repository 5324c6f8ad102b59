// How git is called: argv only, and without what a repository's own configuration could make it run.

import { codeOf, type Finished, type Host, type RunOptions } from './host.ts';

const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'];

/** Runs git in `cwd`; null where there is no git program. Paths come out unquoted with `-z` only. */
export async function git(
  host: Host,
  cwd: string,
  args: readonly string[],
  options: Pick<RunOptions, 'env' | 'timeout'> = {},
): Promise<Finished | null> {
  try {
    return await host.run(['git', ...harmless, ...args], { cwd, ...options });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

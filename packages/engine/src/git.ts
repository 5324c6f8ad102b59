// How git is called: argv only, and without what a repository's own configuration could make it run.

import { codeOf, type Finished, type Host, type RunOptions } from './host.ts';

const harmless = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  // A folder that is checked in may hold a repository of its own, with a config, an index and a HEAD that say what they like.
  'safe.bareRepository=explicit',
].flatMap((setting) => ['-c', setting]);

/** Runs git in `cwd`; null where there is no git program. Paths come out unquoted with `-z` only. */
export async function git(
  host: Host,
  cwd: string,
  args: readonly string[],
  options: Pick<RunOptions, 'env' | 'timeout'> = {},
): Promise<Finished | null> {
  try {
    return await (takenFrom(early, host, cwd, args) ?? host.run(['git', ...harmless, ...args], { cwd, ...options }));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** What a run asks first. */
export const firstQuestions = {
  top: ['rev-parse', '--show-toplevel'],
  files: ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
} as const;

interface Early {
  readonly host: Host;
  readonly question: string;
  readonly answer: Promise<Finished>;
  readonly asked: number;
}

/** Milliseconds after which the tree may be another one. */
const fresh = 2_000;

const early: Early[] = [];

/**
 * Asks git what a run in a folder asks first, so that it answers while the rest of the program is still being loaded. Each
 * answer serves once, and soon; where the folder is not the top of its work tree, some serve nobody.
 */
export function askEarly(host: Host, cwd: string): void {
  for (const args of Object.values(firstQuestions)) {
    const answer = host.run(['git', ...harmless, ...args], { cwd });
    // Whoever takes it is told of it.
    answer.catch(() => undefined);
    early.push({ host, question: questionOf(cwd, args), answer, asked: performance.now() });
  }
}

function takenFrom(from: Early[], host: Host, cwd: string, args: readonly string[]): Promise<Finished> | undefined {
  const index = from.findIndex((one) => one.host === host && one.question === questionOf(cwd, args));
  const [found] = index < 0 ? [] : from.splice(index, 1);
  return found === undefined || performance.now() - found.asked > fresh ? undefined : found.answer;
}

function questionOf(cwd: string, args: readonly string[]): string {
  return [cwd, ...args].join('\0');
}

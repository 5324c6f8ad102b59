// How git is called: argv only, and without what a repository's own configuration could make it run.

import { codeOf, type Finished, type Host } from './host.ts';

const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'];

/** Runs git in `cwd`; null where there is no git program. Paths come out unquoted with `-z` only. */
export async function git(host: Host, cwd: string, args: readonly string[]): Promise<Finished | null> {
  try {
    return await (takenFrom(early, host, cwd, args) ?? host.run(['git', ...harmless, ...args], { cwd }));
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
}

const early: Early[] = [];

/**
 * Asks git what a run in a folder asks first, so that it answers while the rest of the program is still being loaded. Each
 * answer serves once; where the folder is not the top of its work tree, some serve nobody.
 */
export function askEarly(host: Host, cwd: string): void {
  for (const args of Object.values(firstQuestions)) {
    const answer = host.run(['git', ...harmless, ...args], { cwd });
    // Whoever takes it is told of it.
    answer.catch(() => undefined);
    early.push({ host, question: questionOf(cwd, args), answer });
  }
}

function takenFrom(from: Early[], host: Host, cwd: string, args: readonly string[]): Promise<Finished> | undefined {
  const index = from.findIndex((one) => one.host === host && one.question === questionOf(cwd, args));
  return index < 0 ? undefined : from.splice(index, 1)[0]?.answer;
}

function questionOf(cwd: string, args: readonly string[]): string {
  return [cwd, ...args].join('\0');
}

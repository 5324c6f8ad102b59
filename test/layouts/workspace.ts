// A workspace as a team has it: installed by its own package manager, committed, then migrated by the built command.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report, Verdict } from '../../packages/engine/src/index.ts';
import { repositoryOf } from '../cli/sample.ts';
import { type Finished, run } from '../e2e/command.ts';
import { commitAll } from '../e2e/consumer.ts';
import { readTree } from '../e2e/tree.ts';
import type { Layout } from './layouts.ts';
import { environmentOf } from './package-managers.ts';

const bin = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));

export interface Workspace {
  readonly folder: string;
  /** Runs argv in a folder of it, where the layout's package manager is the one that is found. */
  run(argv: readonly string[], at?: string): Promise<Finished>;
  /** As `run`, for what has to succeed; gives what was printed. */
  mustRun(argv: readonly string[], at?: string): Promise<string>;
  /** The built command. */
  migrate(...args: readonly string[]): Promise<Finished>;
  /** The report of a run of it. */
  report(...args: readonly string[]): Promise<Report>;
  /** Every file but what lies in node_modules and git, by path; lockfiles and loaders are among them. */
  tree(): Readonly<Record<string, string>>;
}

/** Lays the files out, installs them and commits everything that git does not ignore. */
export async function laidOut(layout: Layout, files: Readonly<Record<string, string>>): Promise<Workspace> {
  const lock: Readonly<Record<string, string>> = layout.manager === 'yarn4' ? { 'yarn.lock': '' } : {};
  const folder = repositoryOf({ ...files, ...layout.files, ...lock });
  const environment = await environmentOf(layout.manager);
  const start = (argv: readonly string[], at = ''): Promise<Finished> => run(argv, join(folder, at), environment);
  const mustRun = async (argv: readonly string[], at = ''): Promise<string> => {
    const { code, stdout, stderr } = await start(argv, at);
    if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${String(code)}\n${stdout}\n${stderr}`);
    return stdout;
  };
  await mustRun(layout.install);
  await commitAll(folder, 'Installed');
  const migrate = (...args: readonly string[]): Promise<Finished> => start([process.execPath, bin, ...args]);
  return {
    folder,
    run: start,
    mustRun,
    migrate,
    report: async (...args) => JSON.parse((await migrate(...args, '--format', 'json')).stdout) as Report,
    tree: () => readTree(folder, ['node_modules', '.git', '.yarn']),
  };
}

/** What a verdict says, outcome first. */
export function said({ verdicts }: Pick<Report, 'verdicts'>, check: Verdict['check']): string {
  const verdict = verdicts.find((one) => one.check === check);
  return verdict === undefined ? 'not there' : `${verdict.outcome}: ${verdict.why}`;
}

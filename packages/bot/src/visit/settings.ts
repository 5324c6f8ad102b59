// How a visit proposes: the flags of `migrate pr` as data, so that they can wait in a file or in Redis.

import type { Visit } from './visit.ts';

/** Each is a flag of `migrate pr`; absent is what that does by itself. */
export interface VisitSettings {
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  readonly checkStyle?: 'code' | 'guard';
  readonly transport?: 'vendor' | 'registry';
  readonly labels?: readonly string[];
  readonly reviewers?: boolean;
  readonly report?: boolean;
  readonly createCommits?: boolean;
  /** `Name <address>`; absent, whom git knows on the machine that makes the visit. */
  readonly author?: string;
  /** False leaves the lockfile alone. */
  readonly install?: boolean;
}

/** The command line of a visit, behind the program. `repo` is what the repository is called now. */
export function flagsOf({ api, base, dryRun, settings }: Visit, repo: string, author: string): readonly string[] {
  const { only = [], ignore = [], labels, checkStyle, transport } = settings;
  const told = (flag: string, value: string | null | undefined): readonly string[] =>
    value === null || value === undefined ? [] : [`${flag}=${value}`];
  return [
    'pr',
    '--format=json',
    `--repo=${repo}`,
    `--api-url=${api}`,
    ...told('--base', base),
    ...(dryRun ? ['--dry-run'] : []),
    ...only.flatMap((each) => told('--only', each)),
    ...ignore.flatMap((each) => told('--ignore', each)),
    ...told('--check-style', checkStyle),
    ...told('--transport', transport),
    ...(labels?.length === 0 ? ['--label='] : (labels ?? []).flatMap((each) => told('--label', each))),
    `--author=${author}`,
    ...(settings.createCommits === true ? ['--create-commits'] : []),
    ...(settings.reviewers === false ? ['--no-reviewers'] : []),
    ...(settings.report === false ? ['--no-report'] : []),
    ...(settings.install === false ? ['--no-install'] : []),
  ];
}

/** How many requests that change something a visit makes at most where all goes well: see `Pace` of the queue. */
export function mostWrites({ labels, reviewers, report }: VisitSettings): number {
  // Opening, or the text of an open one and a word about it; people and teams are asked one after the other.
  const opening = 2;
  return opening + (labels?.length === 0 ? 0 : 1) + (reviewers === false ? 0 : 2) + (report === false ? 0 : 2);
}

// The settings of `migrate pr`: those of a run that writes nothing, and where and how to propose it.

import type { VisitSettings } from '@resession/bot/visit';
import type { Flags } from './program.ts';
import { runSettings, type Settings } from './settings.ts';
import { oneOf, UsageError } from './usage-error.ts';

export interface PrSettings {
  readonly run: Settings;
  readonly dryRun: boolean;
  /** Null is the default branch. */
  readonly base: string | null;
  /** `owner/name`; null is that of the remote. */
  readonly repo: string | null;
  readonly remote: string;
  readonly apiUrl: string | null;
  readonly createCommits: boolean;
  /** `Name <address>`; null is whom git knows. */
  readonly author: string | null;
  readonly labels: readonly string[];
  readonly reviewers: boolean;
  readonly report: boolean;
}

/** Throws `UsageError`. */
export function prSettings(flags: Flags, codemods: readonly string[]): PrSettings {
  oneOf('--format', flags.format ?? 'text', ['text', 'json']);
  for (const flag of ['base', 'repo', 'remote', 'apiUrl', 'author'] as const)
    if (flags[flag] === '') throw new UsageError('an empty value', `--${flag}`, 'Give one, or leave the flag out.');
  const { GITHUB_API_URL: fromWorkflow = '' } = process.env;
  return {
    run: runSettings({ ...flags, dryRun: true }, codemods, false),
    dryRun: flags.dryRun === true,
    base: flags.base ?? null,
    repo: flags.repo ?? null,
    remote: flags.remote ?? 'origin',
    apiUrl: flags.apiUrl ?? (fromWorkflow === '' ? null : fromWorkflow),
    createCommits: flags.createCommits === true,
    author: flags.author ?? null,
    labels: (flags.label ?? ['resession']).filter((label) => label !== ''),
    reviewers: flags.reviewers !== false,
    report: flags.report !== false,
  };
}

/** The same flags for visits that are made later, elsewhere: what was not said is left to them. Throws `UsageError`. */
export function plannedSettings(
  flags: Flags,
  codemods: readonly string[],
): { readonly base: string | null; readonly apiUrl: string | null; readonly settings: VisitSettings } {
  const { run, base, apiUrl, author, labels } = prSettings({ ...flags, format: 'text' }, codemods);
  const settings: VisitSettings = {
    ...(run.only !== null && { only: run.only }),
    ...(run.ignore.length > 0 && { ignore: run.ignore }),
    ...(flags.checkStyle !== undefined && { checkStyle: run.checkStyle }),
    ...(flags.transport !== undefined && { transport: run.transport }),
    ...(flags.label !== undefined && { labels }),
    ...(flags.reviewers === false && { reviewers: false }),
    ...(flags.report === false && { report: false }),
    ...(flags.createCommits === true && { createCommits: true }),
    ...(author !== null && { author }),
    ...(flags.install === false && { install: false }),
  };
  return { base, apiUrl, settings };
}

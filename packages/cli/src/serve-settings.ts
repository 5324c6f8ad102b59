// The settings of `migrate bot serve`.

import path from 'node:path';
import type { VisitSettings } from '@resession/bot/app';
import type { Flags } from './program.ts';
import { runSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

export interface ServeSettings {
  readonly appId: string;
  /** Absolute. */
  readonly state: string;
  readonly port: number;
  readonly host: string;
  readonly workers: number;
  readonly apiUrl: string | null;
  readonly visits: VisitSettings;
}

/** Throws `UsageError`. */
export async function serveSettings(flags: Flags): Promise<ServeSettings> {
  const { appId = '', state = '.resession-bot', host = '127.0.0.1', author, label } = flags;
  const empty = (['state', 'host', 'apiUrl', 'author', 'privateKey', 'redis'] as const).find(
    (each) => flags[each] === '',
  );
  if (empty !== undefined) throw new UsageError('an empty value', `--${empty}`, 'Give one, or leave the flag out.');
  if (!/^[\w.-]{1,60}$/.test(appId))
    throw new UsageError('that is no id of an App', '--app-id', 'Its settings on GitHub show it: a number.');
  const { needlesById } = await import('@resession/transforms/needles');
  const { only, ignore, checkStyle, transport } = runSettings(
    { ...flags, dryRun: true },
    [...needlesById.keys()],
    false,
  );
  const { GITHUB_API_URL: fromEnvironment = '' } = process.env;
  return {
    appId,
    state: path.resolve(state),
    host,
    port: numberIn('--port', flags.port ?? '3000', 0, 65_535),
    workers: numberIn('--workers', flags.workers ?? '2', 1, 64),
    apiUrl: flags.apiUrl ?? (fromEnvironment === '' ? null : fromEnvironment),
    visits: {
      ...(only === null ? {} : { only }),
      ...{ ignore, checkStyle, transport },
      ...(label === undefined ? {} : { labels: label.filter((each) => each !== '') }),
      reviewers: flags.reviewers !== false,
      report: flags.report !== false,
      install: flags.install !== false,
      createCommits: flags.createCommits === true,
      ...(author === undefined ? {} : { author }),
    },
  };
}

function numberIn(flag: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${flag} takes a number`, text, `Between ${String(least)} and ${String(most)}.`);
}

// The settings of campaigns: flags as typed, checked, each with its default.

import path from 'node:path';
import type { Budget, Campaign } from '@resession/bot/campaign';
import { plannedSettings } from './pr-settings.ts';
import type { Flags } from './program.ts';
import { oneOf, UsageError } from './usage-error.ts';

/** What a plan is made of besides its list. */
export type PlanSettings = Pick<Campaign, 'base' | 'settings' | 'waves' | 'hold' | 'budget' | 'speed'> & {
  readonly apiUrl: string | null;
};

/** What all plans have where nothing else is said. */
export interface Defaults {
  readonly waves: Campaign['waves'];
  readonly budget: Budget;
  readonly speed: Campaign['speed'];
}

/** Absolute. */
export function stateFolder(flags: Flags): string {
  if (flags.state === '') throw new UsageError('an empty value', '--state', 'Name a folder, or leave the flag out.');
  return path.resolve(flags.cwd ?? '.', flags.state ?? path.join('.resession', 'campaign'));
}

/** Throws `UsageError`. */
export function planSettings(flags: Flags, codemods: readonly string[], usual: Defaults): PlanSettings {
  const { base, apiUrl, settings } = plannedSettings(flags, codemods);
  const [canary, ...rest] = usual.waves;
  const waves = flags.wave === undefined ? rest : flags.wave.split(',').map((size) => count('--wave', size, 1, 10_000));
  const perHour = flags.perHour === undefined ? usual.speed.hour : count('--per-hour', flags.perHour, 10, 499);
  return {
    base,
    apiUrl,
    settings,
    waves: [flags.canary === undefined ? canary : count('--canary', flags.canary, 1, 10_000), ...waves],
    hold: flags.hold !== false,
    budget: flags.budget === undefined ? usual.budget : budgetOf(flags.budget),
    speed: { ...usual.speed, hour: perHour },
  };
}

/** Flags of `plan` that cannot be changed once it has begun. */
export function isList(flags: Flags): boolean {
  const fixed = [
    ...(['canary', 'wave', 'budget', 'perHour', 'base', 'apiUrl', 'createCommits', 'author', 'label'] as const),
    ...(['only', 'ignore', 'checkStyle', 'transport'] as const),
  ];
  const on = ['hold', 'reviewers', 'report', 'install'] as const;
  return fixed.every((name) => flags[name] === undefined) && on.every((name) => flags[name] !== false);
}

export interface RunSettings {
  readonly workers: number;
  readonly again: boolean;
  /** The queues are on a Redis, and crews elsewhere work at them. */
  readonly redis: boolean;
}

/** Throws `UsageError`. */
export function campaignRunSettings(flags: Flags): RunSettings {
  if (flags.again !== undefined) oneOf('--again', flags.again, ['failed']);
  const usual = flags.redis === undefined ? 2 : 0;
  const least = flags.redis === undefined ? 1 : 0;
  return {
    workers: flags.workers === undefined ? usual : count('--workers', flags.workers, least, 64),
    again: flags.again !== undefined,
    redis: flags.redis !== undefined,
  };
}

export interface WorkSettings {
  readonly workers: number;
  /** Null: that of the folder. */
  readonly id: string | null;
}

/** Throws `UsageError`. */
export function campaignWorkSettings({ workers, campaign }: Flags): WorkSettings {
  if (campaign !== undefined && !/^[0-9a-f]{10}$/.test(campaign))
    throw new UsageError(
      `'${campaign}' is no id of a campaign`,
      '--campaign',
      'It is ten hex digits: migrate campaign run --redis tells it.',
    );
  return { workers: workers === undefined ? 2 : count('--workers', workers, 1, 64), id: campaign ?? null };
}

function budgetOf(text: string): Budget {
  const percent = /^(\d{1,3})%$/.exec(text)?.[1];
  if (percent !== undefined) return { of: 'percent', most: count('--budget', percent, 0, 100) };
  return { of: 'number', most: count('--budget', text, 0, 1_000_000) };
}

function count(flag: string, text: string, least: number, most: number): number {
  const number = /^\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(
    `${text === '' ? 'nothing' : `'${text}'`} is no value of ${flag}`,
    flag,
    `It takes a number from ${String(least)} to ${String(most)}.`,
  );
}

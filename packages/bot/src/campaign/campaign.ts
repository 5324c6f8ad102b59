// A campaign as it is planned: plain data, kept in the state folder and never changed once it has begun.

import { ResessionError, sha256 } from '@resession/engine';
import { type Pace, usualPace } from '../queue/queue.ts';
import type { VisitSettings } from '../visit/settings.ts';

/** A repository on the list. */
export interface Listed {
  /** `owner/name`, as it was listed. */
  readonly repo: string;
  /** The number by which the host knows it whatever it is called; null where nobody has asked yet. */
  readonly id: number | null;
}

/** Failures that a wave may have: so many, or so many of a hundred. */
export interface Budget {
  readonly of: 'number' | 'percent';
  readonly most: number;
}

/** Content-creating calls that all visits together may make. */
export type Speed = Pick<Pace, 'minute' | 'hour'>;

export interface Campaign {
  readonly schema: 1;
  /** Ten hex digits; the queues are named after it. */
  readonly id: string;
  /** ISO 8601. */
  readonly made: string;
  /** What was listed: a file, or an organisation. */
  readonly from: string;
  /** Base of the REST API. */
  readonly api: string;
  /** Null is the default branch of each. */
  readonly base: string | null;
  readonly settings: VisitSettings;
  readonly repos: readonly Listed[];
  /** What the organisation has besides, and why it is left out. */
  readonly leftOut: LeftOut;
  /** Pull requests in each wave, the canary first; the last number holds for all that follow. */
  readonly waves: readonly [canary: number, ...sizes: number[]];
  /** After the canary a person says whether it goes on. */
  readonly hold: boolean;
  readonly budget: Budget;
  readonly speed: Speed;
}

export interface LeftOut {
  readonly archived: number;
  readonly forks: number;
  readonly disabled: number;
  readonly empty: number;
}

export const nothingLeftOut: LeftOut = { archived: 0, forks: 0, disabled: 0, empty: 0 };

/** One in twenty. */
export const usualBudget: Budget = { of: 'percent', most: 5 };

/** The canary, then waves that grow. */
export const usualWaves: Campaign['waves'] = [5, 20, 50, 100, 200];

export const usualSpeed: Speed = { minute: usualPace.minute, hour: usualPace.hour };

/** A plan under its id. */
export function campaignOf(planned: Omit<Campaign, 'schema' | 'id'>): Campaign {
  return { schema: 1, id: sha256(Buffer.from(JSON.stringify(planned))).slice(0, 10), ...planned };
}

/** How a repository is told from others in a list, whatever its spelling. */
export const keyOf = (repo: string): string => repo.toLowerCase();

/** As it is kept, with a checksum over the rest. */
export function campaignText(campaign: Campaign): string {
  return `${JSON.stringify({ checksum: checksumOf(campaign), ...campaign }, null, 1)}\n`;
}

const checksumOf = (campaign: Campaign): string => sha256(Buffer.from(JSON.stringify(campaign)));

/** Reads it back. Throws `ResessionError` where it is not what was kept. */
export function readCampaign(text: string, where: string): Campaign {
  const next = 'Put the file back as it was, or plan anew in another folder.';
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    throw new ResessionError('the plan of the campaign cannot be read', where, next);
  }
  if (typeof kept !== 'object' || kept === null || !('checksum' in kept))
    throw new ResessionError('that is no plan of a campaign', where, next);
  const { checksum, ...campaign } = kept as { checksum: unknown } & Campaign;
  if (checksum !== checksumOf(campaign))
    throw new ResessionError('the plan of the campaign was changed by hand', where, next);
  return campaign;
}

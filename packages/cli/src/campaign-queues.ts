// The queues of a campaign: in its folder, where this process works alone, or on a Redis that it shares with others.

import path from 'node:path';
import type * as Bot from '@resession/bot/campaign';
import type { Campaign, Queue, Work, Working } from '@resession/bot/campaign';
import type { RedisPlace, SharedQueue } from '@resession/bot/redis';
import { nodeHost } from '@resession/engine';

export interface CampaignQueues<Kind extends Queue = Queue> {
  /** Visits that only look, as many as there is room for. */
  readonly look: Kind;
  /** Visits that propose, at the campaign's pace. */
  readonly propose: Kind;
}

/** In the folder of the campaign. */
export function folderQueues({ folderQueue }: typeof Bot, folder: string): CampaignQueues {
  return {
    look: folderQueue(path.join(folder, 'look'), nodeHost),
    propose: folderQueue(path.join(folder, 'propose'), nodeHost),
  };
}

/** Of the campaign of that id. `tell` hears when Redis is away. Throws `ResessionError` where there is none. */
export async function redisQueues(
  place: RedisPlace,
  id: string,
  tell: (what: string) => void,
): Promise<CampaignQueues<SharedQueue>> {
  const { sharedQueue } = await import('@resession/bot/redis');
  return {
    look: await sharedQueue({ place, name: `campaign-${id}-look`, tell }),
    propose: await sharedQueue({ place, name: `campaign-${id}-propose`, tell }),
  };
}

/** Of all who work in a campaign. */
export function paceOf(
  { mostWrites, usualBounds }: typeof Bot,
  { speed, settings }: Campaign,
): Parameters<Queue['work']>[1] {
  return { ...speed, visit: mostWrites(settings), longest: usualBounds.seconds };
}

/** What the API asks of one visit it asks of all: the other queue waits as well. */
export function holding({ waitOf }: typeof Bot, other: Queue, work: Work): Work {
  return async (job, signal) => {
    const visited = await work(job, signal);
    const wait = waitOf(visited);
    if (wait !== null) await other.hold(wait);
    return visited;
  };
}

export interface Visiting {
  readonly token: string;
  readonly version: string;
  readonly redact: (text: string) => string;
}

/** Visits by this very program, however it was started. */
export function visits({ visit, usualBounds }: typeof Bot, { token, version, redact }: Visiting): Work {
  const command = [process.execPath, ...process.execArgv, process.argv[1] ?? ''];
  const how = { command, token, redact, bounds: usualBounds, host: nodeHost, userAgent: `resession/${version}` };
  return (job, signal) => visit(job.visit, { ...how, signal });
}

/** Several that are one to those who stop them. */
export function together(all: readonly Working[]): Working {
  return {
    done: Promise.all(all.map(({ done }) => done)).then(() => undefined),
    stop: async (how) => void (await Promise.all(all.map((each) => each.stop(how)))),
  };
}

// The queues of a campaign, and the visits that the process makes for them that conducts it.

import type { Campaign, Folder, Identified, Redact, Working } from '@resession/bot/campaign';
import type { RedisPlace } from '@resession/bot/redis';
import {
  type CampaignQueues,
  folderQueues,
  holding,
  paceOf,
  redisQueues,
  together,
  visits,
} from './campaign-queues.ts';
import type { RunSettings } from './campaign-settings.ts';

export interface Crewing {
  readonly campaign: Campaign;
  readonly folder: Folder;
  readonly settings: RunSettings;
  readonly token: string;
  readonly version: string;
  /** Null: the queues are in the folder. */
  readonly redis: RedisPlace | null;
  /** Hears when Redis is away. */
  tell(what: string): void;
}

/** `done` rejects where a queue fails, as on a full disk. */
export interface CampaignCrew extends Working {
  readonly queues: CampaignQueues;
  readonly redact: Redact;
  identify(repo: string): Promise<Identified>;
  close(): Promise<void>;
}

/** Begins to work. */
export async function campaignCrew(crewing: Crewing): Promise<CampaignCrew> {
  const { campaign, folder, settings, token, version, redis, tell } = crewing;
  const bot = await import('@resession/bot/campaign');
  const redact = bot.redactor([token, redis?.password ?? '']);
  const pace = paceOf(bot, campaign);
  const shared = redis === null ? null : await redisQueues(redis, campaign.id, tell);
  // Others work at it, too, or alone.
  await shared?.propose.keepPace(pace);
  await shared?.look.keepPace(null);
  const queues = shared ?? folderQueues(bot, folder.path);
  const { workers } = settings;
  // On Redis a visit is taken to last from its beginning: it must not wait for room.
  const inSlot: ReturnType<typeof bot.slots> = shared === null ? bot.slots(workers) : (_stage, each) => each;
  const work = visits(bot, { token, version, redact });
  const working =
    workers === 0
      ? []
      : [
          queues.propose.work(inSlot('propose', holding(bot, queues.look, work)), pace, workers),
          queues.look.work(inSlot('look', holding(bot, queues.propose, work)), null, workers),
        ];
  const host = bot.listing({ api: new URL(campaign.api), token, redact, userAgent: `resession/${version}` });
  return {
    ...together(working),
    queues,
    redact,
    identify: (repo) => bot.identify(repo, host),
    close: async () => void (await Promise.all([queues.look.close(), queues.propose.close()])),
  };
}

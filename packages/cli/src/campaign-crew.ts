// The queues of a campaign, and the visits that this process makes for them.

import path from 'node:path';
import type { Campaign, Folder, Identified, Queue, Redact, Work, Working } from '@resession/bot/campaign';
import { nodeHost } from '@resession/engine';
import type { RunSettings } from './campaign-settings.ts';

export interface Crewing {
  readonly campaign: Campaign;
  readonly folder: Folder;
  readonly settings: RunSettings;
  readonly token: string;
  readonly version: string;
}

export interface CampaignCrew {
  readonly queues: { readonly look: Queue; readonly propose: Queue };
  readonly redact: Redact;
  identify(repo: string): Promise<Identified>;
  /** Rejects where a queue fails, as on a full disk. */
  readonly done: Promise<unknown>;
  stop(how: 'finish' | 'break-off'): Promise<void>;
  close(): Promise<void>;
}

/** Begins to work. */
export async function campaignCrew({ campaign, folder, settings, token, version }: Crewing): Promise<CampaignCrew> {
  const bot = await import('@resession/bot/campaign');
  const redact = bot.redactor([token]);
  const userAgent = `resession/${version}`;
  const queues = {
    look: bot.folderQueue(path.join(folder.path, 'look'), nodeHost),
    propose: bot.folderQueue(path.join(folder.path, 'propose'), nodeHost),
  };
  // This very program, however it was started.
  const command = [process.execPath, ...process.execArgv, process.argv[1] ?? ''];
  const how = { command, token, redact, bounds: bot.usualBounds, host: nodeHost, userAgent };
  const work: Work = ({ visit }, signal) => bot.visit(visit, { ...how, signal });
  const { workers } = settings;
  const inSlot = bot.slots(workers);
  const pace = {
    ...campaign.speed,
    visit: bot.mostWrites(campaign.settings),
    longest: bot.usualBounds.seconds,
  };
  const working: readonly Working[] =
    workers === 0
      ? []
      : [
          queues.propose.work(inSlot('propose', work), pace, workers),
          queues.look.work(inSlot('look', work), null, workers),
        ];
  const host = bot.listing({ api: new URL(campaign.api), token, redact, userAgent });
  return {
    queues,
    redact,
    identify: (repo) => bot.identify(repo, host),
    done: Promise.all(working.map(({ done }) => done)),
    stop: async (how) => void (await Promise.all(working.map((each) => each.stop(how)))),
    close: async () => void (await Promise.all([queues.look.close(), queues.propose.close()])),
  };
}

// `migrate campaign run`: conducts the campaign, and works in it, until it is over or a person has to say how it goes on.

import path from 'node:path';
import { visible, visibleLine } from '@resession/assistant';
import type { Campaign, Folder, State } from '@resession/bot/campaign';
import type { RedisPlace } from '@resession/bot/redis';
import { nodeHost, ResessionError, withLock } from '@resession/engine';
import { campaignRunSettings, type RunSettings, stateFolder } from '../campaign-settings.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import type { Flags } from '../program.ts';
import { campaignLines } from '../render/campaign-lines.ts';
import { campaignCrew } from '../campaign-crew.ts';
import { jsonText } from '../render/json-text.ts';
import { takeRedis } from '../redis-place.ts';
import { takeToken } from '../token.ts';
import { codeOf, sameState, standing } from './campaign.ts';
import { planFor } from './campaign-plan.ts';

/** Runs it, and tells where it stands when it ends. */
export async function campaignRun(flags: Flags, output: Output, version: string): Promise<ExitCode> {
  const settings = campaignRunSettings(flags);
  const token = takeToken();
  if (token === null)
    throw new ResessionError('there is no token', 'RESESSION_TOKEN, GITHUB_TOKEN', 'Set one of them.');
  const bot = await import('@resession/bot/campaign');
  const folder = bot.folderAt(stateFolder(flags), nodeHost);
  if (folder.campaign() === null && flags.repos !== undefined) await planFor(flags, token, version);
  const campaign = bot.planned(folder);
  const redis = settings.redis ? await takeRedis(flags.redis) : null;
  const redact = bot.redactor([token, redis?.password ?? '']);
  const interrupted = await bot.redacting(redact, () =>
    withLock(path.join(folder.path, 'conductor'), nodeHost, () =>
      conducted({ campaign, folder, settings, token, version, flags, output, redis }),
    ),
  );
  const told = bot.statusOf(standing(bot, flags).state, Date.now());
  const state = sameState(flags);
  output.out.write(flags.format === 'json' ? jsonText(told) : visible(redact(bot.statusText(told, state))));
  return interrupted ? exitCodes.interrupted : codeOf(told);
}

interface Running {
  readonly campaign: Campaign;
  readonly folder: Folder;
  readonly settings: RunSettings;
  readonly token: string;
  readonly version: string;
  readonly flags: Flags;
  readonly output: Output;
  readonly redis: RedisPlace | null;
}

/** Whether somebody has interrupted it. */
async function conducted(running: Running): Promise<boolean> {
  const { campaign, folder, settings, flags, output } = running;
  const { err } = output;
  const bot = await import('@resession/bot/campaign');
  begin(folder, bot.stateAfter(campaign, folder.news()), settings, bot.failedOnes);
  const crew = await campaignCrew({ ...running, tell: (what) => void err.write(`${visibleLine(what)}\n`) });
  if (settings.redis && settings.workers === 0)
    err.write(`Crews do the work: npx resession campaign work --redis --campaign ${campaign.id}\n`);
  const over = new AbortController();
  let failure: unknown = null;
  const stop = (): void => void crew.stop('finish').finally(() => over.abort());
  crew.done.catch((error: unknown) => {
    failure = error;
    over.abort();
  });
  const state = sameState(flags);
  const interrupt = listenForInterrupt(() => err.write(`\nEnded. Go on: npx resession campaign run${state}\n`));
  interrupt.signal.addEventListener('abort', () => {
    err.write('\nBegins nothing more, and waits for what is at work; Ctrl-C again ends at once.\n');
    stop();
  });
  const lines = campaignLines(flags.quiet === true, bot.kinds);
  try {
    await interrupt.hold(() =>
      bot.conduct({
        campaign,
        // From its beginning.
        log: bot.folderAt(folder.path, nodeHost),
        queues: crew.queues,
        identify: crew.identify,
        clock: bot.wallClock(),
        signal: over.signal,
        tell: (now, moves, news) => {
          for (const line of lines(now, moves, news)) err.write(`${visibleLine(crew.redact(line))}\n`);
        },
      }),
    );
  } finally {
    await crew.stop('finish');
    await crew.close();
  }
  if (failure !== null) throw failure;
  return interrupt.signal.aborted;
}

/** Says that it has begun; refuses what a person has paused, since nobody may be there to take that back. */
function begin(
  folder: Folder,
  state: State,
  { again }: RunSettings,
  failed: (state: State) => readonly string[],
): void {
  if (state.paused)
    throw new ResessionError(
      'the campaign is paused',
      folder.path,
      'Take that back first: npx resession campaign resume',
    );
  const at = Date.now();
  folder.add([{ kind: 'begun', at }, ...(again ? [{ kind: 'again', at, repos: failed(state) } as const] : [])]);
}

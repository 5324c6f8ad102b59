// `migrate campaign work`: makes visits for a campaign that somebody conducts elsewhere, over the same Redis.

import { visibleLine } from '@resession/assistant';
import type * as Bot from '@resession/bot/campaign';
import type { Work } from '@resession/bot/campaign';
import { nodeHost, ResessionError } from '@resession/engine';
import { type CampaignQueues, holding, redisQueues, together, visits } from '../campaign-queues.ts';
import { campaignWorkSettings, stateFolder } from '../campaign-settings.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { pause } from '../pause.ts';
import type { Flags } from '../program.ts';
import { takeRedis } from '../redis-place.ts';
import { takeToken } from '../token.ts';

/** Works until it is stopped: with SIGINT what is at work comes to its end, with SIGTERM others take it over. */
export async function campaignWork(flags: Flags, { err }: Output, version: string): Promise<ExitCode> {
  const { workers, id } = campaignWorkSettings(flags);
  const token = takeToken();
  if (token === null)
    throw new ResessionError('there is no token', 'RESESSION_TOKEN, GITHUB_TOKEN', 'Set one of them.');
  const redis = await takeRedis(flags.redis);
  const bot = await import('@resession/bot/campaign');
  const redact = bot.redactor([token, redis.password ?? '']);
  const tell = (what: string): void => void err.write(`${visibleLine(redact(what))}\n`);
  const campaign = id ?? bot.planned(bot.folderAt(stateFolder(flags), nodeHost)).id;
  const stop = new AbortController();
  const interrupt = listenForInterrupt(() => undefined);
  process.once('SIGTERM', () => stop.abort());
  return interrupt.hold(async () => {
    const queues = await redisQueues(redis, campaign, tell);
    const signal = AbortSignal.any([stop.signal, interrupt.signal]);
    if (!(await begun(queues, campaign, signal, tell))) return closed(queues);
    const work = visits(bot, { token, version, redact });
    const crew = together([
      queues.propose.join(holding(bot, queues.look, told(work, bot, 'propose', tell)), workers),
      queues.look.join(holding(bot, queues.propose, told(work, bot, 'look', tell)), workers),
    ]);
    tell(`Works for the campaign ${campaign}, ${String(workers)} at a time, until it is stopped.`);
    interrupt.signal.addEventListener('abort', () => {
      tell('Begins nothing more, and waits for what is at work; Ctrl-C again ends at once.');
      void crew.stop('finish');
    });
    stop.signal.addEventListener('abort', () => {
      tell('Stopped; what was at work is given back.');
      void crew.stop('break-off');
    });
    await crew.done;
    return closed(queues);
  });
}

/** Milliseconds. */
const betweenLooks = 2000;

/** Waits for whoever conducts it to say at which pace. False: it was stopped first. */
async function begun(
  { propose, look }: CampaignQueues<Awaited<ReturnType<typeof redisQueues>>['look']>,
  campaign: string,
  signal: AbortSignal,
  tell: (what: string) => void,
): Promise<boolean> {
  for (let waits = false; !((await propose.isPaced()) && (await look.isPaced())); waits = true) {
    if (!waits) tell(`Waits for somebody to begin the campaign ${campaign}: npx resession campaign run --redis`);
    await pause(betweenLooks, signal);
    if (signal.aborted) return false;
  }
  return true;
}

/** One line for each visit. */
function told(
  work: Work,
  { resultOf, kinds }: typeof Bot,
  stage: 'look' | 'propose',
  tell: (what: string) => void,
): Work {
  return async (job, signal) => {
    const visited = await work(job, signal);
    const { kind, why } = resultOf(visited, stage === 'look');
    tell(`${job.visit.repo}: ${kinds[kind].label}${why === '' ? '' : ` (${why})`}`);
    return visited;
  };
}

async function closed(queues: CampaignQueues): Promise<ExitCode> {
  await Promise.all([queues.look.close(), queues.propose.close()]);
  // What still waits for a Redis that is gone keeps nobody.
  setTimeout(() => process.exit(exitCodes.clean), 1000).unref();
  return exitCodes.clean;
}

// `migrate campaign`: its verbs but `run`, which does the work, and `plan`, which lists it.

import path from 'node:path';
import { visible, visibleLine } from '@resession/assistant';
import type * as Bot from '@resession/bot/campaign';
import type { Folder, State, Status } from '@resession/bot/campaign';
import { shellLine } from '@resession/bot';
import { nodeHost, ResessionError } from '@resession/engine';
import { redisQueues } from '../campaign-queues.ts';
import type { CampaignVerb } from '../campaign-command.ts';
import { stateFolder } from '../campaign-settings.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output, Stream } from '../output.ts';
import { refusePage, writePage } from '../page-file.ts';
import type { Flags } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { takeRedis } from '../redis-place.ts';
import { oneOf } from '../usage-error.ts';

/** Runs one verb. */
export async function campaign(verb: CampaignVerb, flags: Flags, output: Output, version: string): Promise<ExitCode> {
  oneOf('--format', flags.format ?? 'text', ['text', 'json']);
  switch (verb) {
    case 'plan':
      return (await import('./campaign-plan.ts')).campaignPlan(flags, output, version);
    case 'run':
      return (await import('./campaign-run.ts')).campaignRun(flags, output, version);
    case 'work':
      return (await import('./campaign-work.ts')).campaignWork(flags, output, version);
    case 'status':
      return status(flags, output);
    case 'pause':
      return pause(flags, output);
    case 'resume':
      return resume(flags, output);
  }
}

/** What was planned, and where it stands. Throws `ResessionError` where nothing is planned. */
export function standing(bot: typeof Bot, flags: Flags): { readonly folder: Folder; readonly state: State } {
  const folder = bot.folderAt(stateFolder(flags), nodeHost);
  return { folder, state: bot.stateAfter(bot.planned(folder), folder.news()) };
}

/** The flags by which another command finds the same campaign, after a space; '' where it does by itself. */
export function sameState({ state, cwd }: Flags): string {
  const flags = [...(cwd === undefined ? [] : ['--cwd', cwd]), ...(state === undefined ? [] : ['--state', state])];
  return flags.length === 0 ? '' : ` ${shellLine(flags)}`;
}

async function status(flags: Flags, { out, err }: Output): Promise<ExitCode> {
  const bot = await import('@resession/bot/campaign');
  const file = flags.html === undefined ? null : path.resolve(flags.cwd ?? '.', flags.html);
  if (file !== null) refusePage(flags.html ?? '', file, bot.generator);
  const now = Date.now();
  const told = bot.statusOf(standing(bot, flags).state, now);
  if (file !== null) await writePage(file, bot.statusPage(told, bot.nextSteps(told, sameState(flags)), now), err);
  out.write(flags.format === 'json' ? jsonText(told) : visible(bot.statusText(told, sameState(flags))));
  return codeOf(told);
}

/** 0 where all is done and nothing is left to anybody. */
export function codeOf({ standing: at, attention }: Status): ExitCode {
  return at === 'over' && attention.length === 0 ? exitCodes.clean : exitCodes.workLeft;
}

async function pause(flags: Flags, { out, err }: Output): Promise<ExitCode> {
  const bot = await import('@resession/bot/campaign');
  const { folder, state } = standing(bot, flags);
  if (!state.paused) folder.add([{ kind: 'pause', at: Date.now() }]);
  await tellCrews(bot, flags, err);
  out.write(`Paused: nothing more is begun. Go on: npx resession campaign resume${sameState(flags)}\n`);
  return exitCodes.clean;
}

async function resume(flags: Flags, { out, err }: Output): Promise<ExitCode> {
  const bot = await import('@resession/bot/campaign');
  const { folder, state } = standing(bot, flags);
  if (!state.paused && !state.held && state.stopped === null)
    throw new ResessionError(
      'nothing holds the campaign',
      folder.path,
      `See where it stands: npx resession campaign status${sameState(flags)}`,
    );
  folder.add([{ kind: 'resume', at: Date.now() }]);
  await tellCrews(bot, flags, err);
  const after = bot.statusOf(standing(bot, flags).state, Date.now());
  const steps = bot.nextSteps(after, sameState(flags));
  out.write(visible(`It is ${after.standing} now.\n${steps.map((step) => `${step}\n`).join('')}`));
  return exitCodes.clean;
}

/** On Redis there are crews even while nobody conducts: they hear of it at once. */
async function tellCrews(bot: typeof Bot, flags: Flags, err: Stream): Promise<void> {
  if (flags.redis === undefined) return;
  const { state } = standing(bot, flags);
  const place = await takeRedis(flags.redis);
  const tell = (what: string): void => err.write(`${visibleLine(what)}\n`);
  const { look, propose } = await redisQueues(place, state.campaign.id, tell);
  const { go } = bot.movesOf(state);
  for (const queue of [look, propose]) {
    await (go ? queue.resume() : queue.pause());
    await queue.close();
  }
}

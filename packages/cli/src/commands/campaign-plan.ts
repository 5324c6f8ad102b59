// `migrate campaign plan`: what a campaign goes to, listed from a file or an organisation, and written down.

import path from 'node:path';
import { visible, visibleLine } from '@resession/assistant';
import type { Campaign, Fault, LeftOut, Listed } from '@resession/bot/campaign';
import { nodeHost } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { isList, planSettings, stateFolder } from '../campaign-settings.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { Flags } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { takeToken } from '../token.ts';
import { UsageError } from '../usage-error.ts';
import { sameState } from './campaign.ts';

/** Plans, or adds to the list of a campaign that has begun. Exit code 1 where a line of the list is no name. */
export async function campaignPlan(flags: Flags, { out, err }: Output, version: string): Promise<ExitCode> {
  const { campaign, faults, added } = await planFor(flags, takeToken(), version);
  for (const fault of faults) err.write(`${faultText(flags.repos ?? '', fault)}\n`);
  const { id, repos, leftOut } = campaign;
  const told = { schema: 1, id, repositories: repos.length + (added ?? 0), added, leftOut, faults };
  out.write(flags.format === 'json' ? jsonText(told) : visible(planText(campaign, added, sameState(flags))));
  return faults.some(({ first }) => first === null) ? exitCodes.workLeft : exitCodes.clean;
}

interface Made {
  readonly campaign: Campaign;
  readonly faults: readonly Fault[];
  /** Repositories that one which has begun got; null for a new plan. */
  readonly added: number | null;
}

/** Lists, plans and keeps the plan. Throws `UsageError` or `ResessionError`. */
export async function planFor(flags: Flags, token: string | null, version: string): Promise<Made> {
  const bot = await import('@resession/bot/campaign');
  const folder = bot.folderAt(stateFolder(flags), nodeHost);
  const usual = { waves: bot.usualWaves, budget: bot.usualBudget, speed: bot.usualSpeed };
  const { apiUrl, ...settings } = planSettings(flags, [...needlesById.keys()], usual);
  const before = folder.campaign();
  const news = before === null ? [] : folder.news();
  // One that has begun has its host: an environment that names another one would send the token there.
  const api = before !== null && news.length > 0 ? before.api : bot.apiBase(apiUrl ?? bot.usualApi).href;
  if (news.length > 0 && !isList(flags))
    throw new UsageError(
      'the campaign has begun, and only its list can grow now',
      folder.path,
      'Leave the other flags out, or plan another campaign with --state.',
    );
  const { repos, leftOut, faults } = await listed(flags, api, token, version);
  if (news.length === 0) {
    const campaign = bot.campaignOf({
      made: new Date().toISOString(),
      from: flags.repos ?? '',
      api,
      repos,
      leftOut,
      ...settings,
    });
    await folder.keep(campaign);
    return { campaign, faults, added: null };
  }
  const campaign = bot.planned(folder);
  const listedBefore = bot.stateAfter(campaign, news).rows.size;
  const added = { kind: 'added', at: Date.now(), repos } as const;
  const more = bot.stateAfter(campaign, [...news, added]).rows.size - listedBefore;
  if (more > 0) folder.add([added]);
  return { campaign, faults, added: more };
}

interface List {
  readonly repos: readonly Listed[];
  readonly leftOut: LeftOut;
  readonly faults: readonly Fault[];
}

async function listed(
  { repos: named = '', cwd }: Flags,
  api: string,
  token: string | null,
  version: string,
): Promise<List> {
  const bot = await import('@resession/bot/campaign');
  const file = path.resolve(cwd ?? '.', named);
  const list =
    named !== '' && nodeHost.lstat(file)?.kind === 'file' ? bot.readList(nodeHost.read(file).toString('utf8')) : null;
  if (list === null && !/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(named))
    throw new UsageError(
      'that is no file, and no name of an organisation',
      `--repos ${named}`,
      'Name a file with one owner/name on a line, or an organisation.',
    );
  const redact = bot.redactor(token === null ? [] : [token]);
  const found =
    list === null
      ? bot.ofOrganisation(
          await bot.listing({ api: new URL(api), token, redact, userAgent: `resession/${version}` }).of(named),
        )
      : { repos: list.repos.map((repo): Listed => ({ repo, id: null })), leftOut: bot.nothingLeftOut };
  if (found.repos.length === 0)
    throw new UsageError('there is no repository on the list', `--repos ${named}`, 'Name one with some.');
  return { ...found, faults: list?.faults ?? [] };
}

function faultText(file: string, { line, text, why, first }: Fault): string {
  const more = first === null ? '' : `, on line ${String(first)}`;
  return `${visibleLine(file)}:${String(line)}: ${why}${more}: ${visibleLine(text)}`;
}

function planText(
  { id, repos, leftOut, waves, budget, hold, speed }: Campaign,
  added: number | null,
  state: string,
): string {
  if (added !== null) return `Added ${String(added)} to campaign ${id}.\nGo on: npx resession campaign run${state}\n`;
  const out = Object.entries(leftOut).filter(([, count]) => Number(count) > 0);
  const [canary, ...rest] = waves;
  const most = `${String(budget.most)}${budget.of === 'percent' ? '%' : ''}`;
  return [
    `Campaign ${id}: ${String(repos.length)} repositories.`,
    ...(out.length === 0 ? [] : [`Left out: ${out.map(([name, count]) => `${String(count)} ${name}`).join(', ')}.`]),
    `Pull requests: first a canary of ${String(canary)}${hold ? ', then it waits for you' : ''}; after that waves of ${rest.join(', ') || String(canary)}.`,
    `It stops where more than ${most} of a wave fail, and makes at most ${String(speed.hour)} calls an hour that create something.`,
    `Begin: npx resession campaign run${state}`,
    '',
  ].join('\n');
}

// `migrate pr`: the changes as one pull request, which is opened, added to or closed. The checkout stays as it is.

import { explainText, visible, visibleLine } from '@resession/assistant';
import type { Outcome } from '@resession/bot/pull-request';
import { findRoot, git, nodeHost, ResessionError } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { toldBy } from '../failure.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { planRun } from '../planning.ts';
import { prSettings } from '../pr-settings.ts';
import type { Flags } from '../program.ts';
import { takeToken } from '../token.ts';
import { jsonText } from '../render/json-text.ts';

/** Proposes, tells what came of it. Nothing is printed where there is nothing to do. */
export async function pr(paths: readonly string[], flags: Flags, output: Output, version: string): Promise<ExitCode> {
  const tally: Tally = { writes: 0 };
  try {
    return await proposed(paths, flags, output, version, tally);
  } catch (error) {
    if (flags.format === 'json') output.out.write(jsonText({ ...(await failure(error)), ...tally }));
    throw error;
  }
}

/** What was asked of the API so far that changes something; in a dry run what would be. */
interface Tally {
  writes: number;
}

/** For programs. */
async function failure(error: unknown): Promise<object> {
  const { waitOf } = await import('@resession/bot/pull-request');
  const { what, where, next } = toldBy(error);
  return { schema: 1, kind: 'failed', what, where, next, ...waitOf(error) };
}

async function proposed(
  paths: readonly string[],
  flags: Flags,
  { out, err }: Output,
  version: string,
  tally: Tally,
): Promise<ExitCode> {
  const token = takeToken();
  const settings = prSettings(flags, [...needlesById.keys()]);
  const bot = await import('@resession/bot/pull-request');
  const redact = bot.redactor(token === null ? [] : [token]);
  if (token === null && !settings.dryRun)
    throw new ResessionError(
      'there is no token',
      'RESESSION_TOKEN, GITHUB_TOKEN',
      'Set one of them, or try --dry-run.',
    );
  // Known to be right before the long part.
  const api = bot.apiBase(settings.apiUrl ?? bot.usualApi);
  const { path: root, selected } = await findRoot({ paths, ...settings.run }, nodeHost);
  const author = await bot.authorFor(root, settings.author, process.env['GITHUB_ACTIONS'] === 'true', nodeHost);
  const place =
    settings.repo === null
      ? bot.placeOfRemote(await remoteOf(root, settings.remote), api)
      : bot.placeNamed(settings.repo);
  const { signal } = listenForInterrupt(() => err.write('\nInterrupted; the checkout is as it was.\n'));
  const { base, labels, reviewers, report, createCommits, dryRun } = settings;
  const { only, ignore, install: lockfiles } = settings.run;
  const { outcome, would } = await bot.proposeCheckout(
    {
      root,
      scope: bot.scopeOf(selected, only, ignore),
      base,
      labels,
      reviewers,
      report,
      createCommits,
      dryRun,
      author,
      token,
      redact,
      lockfiles,
      place,
      api,
      userAgent: `resession/${version}`,
      explained: (finding) => explainText(finding),
      onWrite: () => void (tally.writes += 1),
    },
    (decisions, some) => planRun(paths, { ...settings.run, only: some ?? only, decisions }, { version, err, signal }),
    nodeHost,
  );
  const text =
    settings.run.format === 'json' ? jsonText(asJson(outcome, would, tally)) : bot.outcomeText(outcome, would);
  out.write(settings.run.format === 'json' ? redact(text) : visible(redact(text)));
  return outcome.kind === 'stopped' ? exitCodes.workLeft : exitCodes.clean;
}

async function remoteOf(root: string, name: string): Promise<string> {
  const asked = await git(nodeHost, root, ['remote', 'get-url', '--', name]);
  if (asked?.code === 0) return asked.stdout.trim();
  throw new ResessionError(
    'the checkout has no such remote',
    visibleLine(name),
    'Name another one with --remote, or the repository: --repo owner/name.',
  );
}

/** A pull request that a dry run would open has no number yet. */
function asJson(outcome: Outcome, would: readonly string[], { writes }: Tally): unknown {
  const pull = 'pullRequest' in outcome ? outcome.pullRequest : null;
  const pullRequest = pull === null || pull.number === 0 ? null : { number: pull.number, url: pull.url };
  return { schema: 1, ...outcome, pullRequest, writes, ...(would.length === 0 ? {} : { would }) };
}

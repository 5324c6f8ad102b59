// `migrate pr`: the changes as one pull request, which is opened, added to or closed. The checkout stays as it is.

import { visible, visibleLine } from '@resession/assistant';
import type { Outcome, Proposal, Redact, Step } from '@resession/bot/pull-request';
import { bucketOf, findRoot, git, nodeHost, ResessionError, type Plan } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { planRun } from '../planning.ts';
import { type PrSettings, prSettings } from '../pr-settings.ts';
import type { Flags } from '../program.ts';
import { outcomeText } from '../render/outcome-text.ts';
import { jsonText } from '../render/json-text.ts';

/** Proposes, tells what came of it. Nothing is printed where there is nothing to do. */
export async function pr(
  paths: readonly string[],
  flags: Flags,
  { out, err }: Output,
  version: string,
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
  const made = await planRun(paths, settings.run, { version, err, signal });
  const plan = settings.run.install ? await bot.withLockfiles(made, nodeHost) : made;
  const steps = await stepsOf(plan, settings, (only) =>
    planRun(paths, { ...settings.run, only }, { version, err, signal }),
  );
  const told: string[] = [];
  const proposal: Proposal = {
    plan,
    steps,
    author,
    token,
    redact,
    scope: [...selected.map((each) => each.path).sort(), ...(settings.run.only ?? []), ...settings.run.ignore],
    base: settings.base,
    labels: settings.labels,
    reviewers: settings.reviewers,
    report: settings.report,
    tellOnly: settings.dryRun ? (would) => void told.push(would) : null,
  };
  const outcome = await redacting(redact, async () => {
    const codeHost = await bot.gitHub(place, { api, token, redact, userAgent: `resession/${version}` });
    return bot.propose(proposal, codeHost, nodeHost);
  });
  const text = settings.run.format === 'json' ? jsonText(asJson(outcome, told)) : outcomeText(outcome, told);
  out.write(settings.run.format === 'json' ? redact(text) : visible(redact(text)));
  return outcome.kind === 'stopped' ? exitCodes.workLeft : exitCodes.clean;
}

/** Out of the environment too: what is started from here on, as the compiler of the project, has no business with it. */
function takeToken(): string | null {
  const names = ['RESESSION_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN'] as const;
  const [own, usual] = names.map((name) => process.env[name]?.trim() ?? '');
  for (const name of names) Reflect.deleteProperty(process.env, name);
  const token = [own, usual].find((each) => each !== undefined && each !== '') ?? null;
  if (token !== null && /[^\x21-\x7e]/.test(token))
    throw new ResessionError('the token holds what no token does', 'RESESSION_TOKEN, GITHUB_TOKEN', 'Set it anew.');
  return token;
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

/** For each codemod what comes of it and of those before it; the last step is the whole plan, whatever they come to. */
async function stepsOf(
  plan: Plan,
  { createCommits }: PrSettings,
  planFor: (only: readonly string[]) => Promise<Plan>,
): Promise<readonly Step[]> {
  const subject = 'Know that the MCP session expired, instead of guessing it';
  const fixes = plan.findings.filter((finding) => bucketOf(finding) === 'fix');
  const codemods = [...needlesById.keys()].filter((id) => fixes.some(({ codemod }) => codemod === id));
  if (!createCommits || codemods.length < 2) return [{ subject, plan }];
  const steps: Step[] = [];
  for (const [at, codemod] of codemods.entries()) {
    const whole = at === codemods.length - 1;
    steps.push({
      subject: `${codemod}: MCP session expiry`,
      plan: whole ? plan : await planFor(codemods.slice(0, at + 1)),
    });
  }
  return steps;
}

/** Errors of libraries may quote what they were given. */
async function redacting<Result>(redact: Redact, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResessionError)
      throw new ResessionError(redact(error.what), redact(error.where), redact(error.next));
    throw error instanceof Error ? cleaned(error, redact) : new Error(redact(String(error)));
  }
}

function cleaned(error: Error, redact: Redact): Error {
  const clean = new Error(redact(error.message));
  clean.name = error.name;
  clean.stack = redact(error.stack ?? '');
  return clean;
}

/** A pull request that a dry run would open has no number yet. */
function asJson(outcome: Outcome, would: readonly string[]): unknown {
  const pull = 'pullRequest' in outcome ? outcome.pullRequest : null;
  const pullRequest = pull === null || pull.number === 0 ? null : { number: pull.number, url: pull.url };
  return { schema: 1, ...outcome, pullRequest, ...(would.length === 0 ? {} : { would }) };
}

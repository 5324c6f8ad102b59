// The three modes: look, write into the work tree, propose a pull request.

import {
  apply,
  type Decision,
  findRoot,
  git,
  glance,
  guard,
  type Host,
  install,
  leaveInstall,
  type Plan,
  planOfNothing,
  type PlannedFinding,
  type PlanOptions,
  readDecisions,
  ResessionError,
  toReport,
} from '@resession/engine';
import { needlesOf } from '@resession/transforms/needles';
import type { Redact } from '../redactor.ts';
import type { Done } from './done.ts';
import type { Settings } from './inputs.ts';
import { shippedTarball, shippedVersion } from './shipped.ts';

/** What a mode works with. */
export interface Working {
  readonly settings: Settings;
  /** Absolute. */
  readonly cwd: string;
  readonly redact: Redact;
  /** The base of the REST API; '' is that of github.com. */
  readonly api: string;
  explained(finding: PlannedFinding): string;
  readonly host: Host;
}

/** Does what the mode says. Throws `ResessionError` for what the user can mend. */
export async function work(working: Working): Promise<Done> {
  const { settings, host } = working;
  if (settings.mode === 'pr') return proposed(working);
  const plan = await planned(working, settings.only);
  if (settings.mode === 'check' || plan.files.length === 0)
    return { plan, report: toReport(plan, 'planned'), proposed: null };
  await guard(plan, host, false);
  const { run } = await apply(plan, host);
  const installed = run === null || !settings.install ? leaveInstall(plan) : await install(plan, run, host);
  return { plan, report: toReport(plan, 'written', installed.verdicts), proposed: null };
}

/** Plans; writes nothing. */
async function planned(
  { settings, cwd, host }: Working,
  only: readonly string[] | null,
  decisions?: readonly Decision[],
): Promise<Plan> {
  const { paths, ignore, checkStyle, transport, mode } = settings;
  const options: PlanOptions = {
    paths,
    cwd,
    only,
    ignore,
    checkStyle,
    transport,
    // A check writes nothing, and starts no program of the project.
    typeCheck: settings.typeCheck && mode !== 'check',
    toolVersion: shippedVersion(host),
    tarball: shippedTarball(host),
  };
  const seen = await glance(options, host, needlesOf(only));
  const nothing = planOfNothing(seen, options);
  if (nothing !== null) return nothing;
  const { plan, codemods } = await import('./deep.ts');
  return plan({ ...options, decisions: decisions ?? readDecisions(seen.root.path, host) }, host, codemods, seen);
}

async function proposed(working: Working): Promise<Done> {
  const { settings, cwd, redact, host } = working;
  const { token, paths, only, ignore, base, labels, createCommits, install: lockfiles, dryRun } = settings;
  if (token === null && !dryRun)
    throw new ResessionError('there is no token', 'the input token', 'Leave it out, and the job has one of its own.');
  const bot = await import('../pull-request/index.ts');
  const api = bot.apiBase(working.api === '' ? bot.usualApi : working.api);
  const { path: root, selected } = await findRoot({ paths, cwd }, host);
  const proposing = {
    root,
    scope: bot.scopeOf(selected, only, ignore),
    base,
    labels,
    reviewers: true,
    report: true,
    createCommits,
    dryRun,
    author: await bot.authorFor(root, null, true, host),
    token,
    redact,
    lockfiles,
    place: bot.placeOfRemote(await origin(root, host), api),
    api,
    userAgent: `resession/${shippedVersion(host)}`,
    explained: working.explained,
  };
  const planWith = (decisions: readonly Decision[], some?: readonly string[]): Promise<Plan> =>
    planned(working, some ?? only, decisions);
  const { outcome, plan, would } = await bot.proposeCheckout(proposing, planWith, host);
  const whole = plan ?? (await planned(working, only));
  return { plan: whole, report: toReport(whole, 'planned'), proposed: { outcome, would } };
}

async function origin(root: string, host: Host): Promise<string> {
  const asked = await git(host, root, ['remote', 'get-url', '--', 'origin']);
  if (asked?.code === 0) return asked.stdout.trim();
  throw new ResessionError('the checkout has no remote called origin', root, 'Check it out with actions/checkout.');
}

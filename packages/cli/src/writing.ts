// What a run writes, in order: the patch that was asked for, the files, the install; then what really resolves.

import { shellLine } from '@resession/bot';
import {
  apply,
  bucketOf,
  guard,
  install,
  keepDecisions,
  leaveInstall,
  nodeHost,
  readDecisions,
  toPatch,
  toReport,
  undo,
  type Installed,
  type NextStep,
  type Plan,
  type PlannedFinding,
  type Report,
} from '@resession/engine';
import type { Interrupt } from './interrupt.ts';
import type { Stream } from './output.ts';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** What came of a run: the last report, what to do next, and the run to name to undo it. */
export interface Done {
  readonly report: Report;
  readonly nextSteps: readonly NextStep[];
  /** Null where nothing was written. */
  readonly run: string | null;
}

/** Throws `ResessionError` where the plan would write over uncommitted changes and that was not allowed. */
export async function refuseDirty(plan: Plan, { allowDirty }: Settings): Promise<void> {
  await guard(plan, nodeHost, allowDirty);
}

/** Writes, installs, looks at what resolves. 'interrupted' when Ctrl-C came meanwhile and all of it was taken back. */
export async function writePlan(
  plan: Plan,
  settings: Settings,
  err: Stream,
  interrupt: Interrupt,
): Promise<Done | 'interrupted'> {
  const { run } = await interrupt.hold(() => apply(plan, nodeHost));
  const installed = await interrupt.hold(() => installAfter(plan, settings, run, interrupt));
  if (interrupt.signal.aborted) {
    if (run !== null) await undo(plan.root, run, nodeHost);
    err.write('\nInterrupted; what was written has been taken back.\n');
    return 'interrupted';
  }
  const report = toReport(plan, 'written', installed.verdicts);
  return { report, nextSteps: [...installed.nextSteps, ...plan.nextSteps], run };
}

async function installAfter(
  plan: Plan,
  settings: Settings,
  run: string | null,
  { signal }: Interrupt,
): Promise<Installed> {
  return run === null || !settings.install || signal.aborted ? leaveInstall(plan) : install(plan, run, nodeHost);
}

/** The whole change as one patch for `git apply`; no file where nothing would change. */
export async function writePatch(file: string, plan: Plan, err: Stream): Promise<void> {
  const text = toPatch(plan);
  if (text === '') {
    err.write('Nothing would change, so there is no patch to write.\n');
    return;
  }
  try {
    await nodeHost.write(file, Buffer.from(text));
    err.write(`Wrote the patch; apply it with: ${shellLine(['git', 'apply', file])}\n`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the patch cannot be written: ${why}`, file, 'Name a file in a folder that is there.');
  }
}

/** Whether a plan makes this fix. */
export function isMade(finding: PlannedFinding): boolean {
  return bucketOf(finding) === 'fix';
}

/** What was written need not be decided again. What was left is decided for good, and so is a choice that changes nothing. */
export async function forgetSpent(plan: Plan): Promise<void> {
  const made = plan.findings.filter((each) => isMade(each) && each.decided !== undefined);
  const spent = new Set(made.map(({ id }) => id));
  const kept = readDecisions(plan.root, nodeHost);
  const rest = kept.filter(({ id }) => !spent.has(id));
  if (rest.length < kept.length) await keepDecisions(plan.root, rest, nodeHost);
}

// `migrate [paths...]`: plan, show, ask where a person sits, write, install, report.

import path from 'node:path';
import { nodeHost, toReport, type Plan, type Report } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { codeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { listenForInterrupt, untouched } from '../interrupt.ts';
import type { Asked } from '../next-steps.ts';
import type { Output } from '../output.ts';
import { planRun } from '../planning.ts';
import type { Flags } from '../program.ts';
import { planText, reportText, type Shown } from '../render/report-text.ts';
import { runSettings, type Settings } from '../settings.ts';
import { nearest, UsageError } from '../usage-error.ts';
import type { Done } from '../writing.ts';

/** One run. The exit code is the report's status, whatever the format. */
export async function migrate(
  paths: readonly string[],
  flags: Flags,
  output: Output,
  version: string,
): Promise<ExitCode> {
  const { out, err } = output;
  const known = [...needlesById.keys()];
  const settings = runSettings(flags, known, output.atTerminal);
  const asked: Asked = { paths, settings, ...(flags.cwd === undefined ? {} : { cwdAsTyped: flags.cwd }) };
  refuseMistyped(paths, settings);
  if (settings.mode === 'review') return (await import('./interactive.ts')).interactive(asked, output, version);
  const interrupt = listenForInterrupt((where) => err.write(where === 'before' ? untouched : halfway));
  const made = await planRun(paths, settings, { version, err, signal: interrupt.signal });
  const plan = await inTheirForm(made, settings);
  if (plan === 'interrupted') {
    err.write(untouched);
    return exitCodes.interrupted;
  }
  const planned = toReport(plan, 'planned');
  if (settings.patch !== null) await (await import('../writing.ts')).writePatch(settings.patch, plan, err);

  const decision = await decide(plan, planned, settings, output);
  if (decision === 'interrupted') err.write(untouched);
  const left: Done = { report: planned, nextSteps: plan.nextSteps, run: null };
  const done =
    decision === 'write'
      ? await (await import('../writing.ts')).writePlan(plan, settings, err, interrupt)
      : decision === 'leave'
        ? left
        : decision;
  if (done === 'interrupted') return exitCodes.interrupted;
  const { format } = settings;
  const text =
    format === 'sarif' || format === 'github'
      ? await (await import('../render/ci-text.ts')).ciText(format, plan, done.report, settings.mode)
      : reportText(done, asked, shownBefore(plan, settings), out.colors);
  out.write(text);
  return codeOf(done.report.status);
}

const halfway = '\nInterrupted while it wrote; npx resession undo makes the files as they were.\n';

/** What stands on the screen already when the final report is printed. */
function shownBefore(plan: Plan, { mode }: Settings): Shown {
  if (mode === 'ask' && plan.files.length > 0) return 'plan';
  return mode === 'check' ? 'no-diff' : 'nothing';
}

/** What stands first on a command line and is no path. */
const commandNames = [
  'list',
  'explain',
  'report',
  'review',
  'decide',
  'decisions',
  'undo',
  'pr',
  'mcp',
  'skill',
] as const;

/** A first path that is not there and nearly the name of a command was meant as one. */
function refuseMistyped([first]: readonly string[], { cwd }: Settings): void {
  if (first === undefined || nodeHost.lstat(path.resolve(cwd, first)) !== null) return;
  const meant = nearest(first, commandNames);
  if (meant === undefined) return;
  throw new UsageError('no such file, folder or command', first, `Did you mean npx resession ${meant}?`);
}

/** As the project's formatter writes it, where the user agrees: that runs its configuration. */
export async function inTheirForm(plan: Plan, { mode, formatWithProject }: Settings): Promise<Plan | 'interrupted'> {
  if (plan.files.length === 0 || (!formatWithProject && mode !== 'ask' && mode !== 'review')) return plan;
  const { formatted, formattersFor } = await import('../deep.ts');
  if (formatWithProject) return formatted(plan, nodeHost);
  const names = formattersFor(plan, nodeHost);
  if (names.length === 0) return plan;
  const { confirmFormat } = await import('@resession/assistant');
  const answer = await confirmFormat(names, { input: process.stdin, output: process.stderr });
  return answer === 'interrupted' ? answer : answer === 'yes' ? formatted(plan, nodeHost) : plan;
}

type Decision = 'write' | 'leave' | 'interrupted';

/** Refuses what may not be written, then shows the plan and asks where a person has not said yet. */
async function decide(plan: Plan, planned: Report, settings: Settings, { out, err }: Output): Promise<Decision> {
  if (plan.files.length === 0 || settings.mode === 'plan' || settings.mode === 'check') return 'leave';
  await (await import('../writing.ts')).refuseDirty(plan, settings);
  if (settings.mode === 'write') return 'write';
  // The plan is read before the question; where stdout is for a program, it is read on stderr.
  const reader = settings.format === 'text' ? out : err;
  reader.write(planText(planned, reader.colors));
  const { confirmWrite } = await import('@resession/assistant');
  const answer = await confirmWrite(planned, { input: process.stdin, output: process.stderr });
  if (answer === 'no') err.write('Nothing was written.\n');
  return answer === 'yes' ? 'write' : answer === 'no' ? 'leave' : 'interrupted';
}

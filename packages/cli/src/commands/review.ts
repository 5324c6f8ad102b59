// `migrate review`: the page of a report, served to the browser of whoever sits here, with buttons that decide and apply.

import { serveReview } from '@resession/assistant/page';
import { kindOf, toReport } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { codeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Asked } from '../next-steps.ts';
import type { Output } from '../output.ts';
import { planRun } from '../planning.ts';
import type { Flags } from '../program.ts';
import { reportText } from '../render/report-text.ts';
import { reviewOf, type Work } from '../reviewing.ts';
import { runSettings } from '../settings.ts';
import { refuseDirty, writePlan } from '../writing.ts';

/** Serves until the page ends it. The exit code is that of a run which wrote what was applied. */
export async function review(
  paths: readonly string[],
  flags: Flags,
  { out, err }: Output,
  version: string,
): Promise<ExitCode> {
  const settings = runSettings({ ...flags, dryRun: true }, [...needlesById.keys()], false);
  const interrupt = listenForInterrupt((where) => err.write(where === 'before' ? untouched : halfway));
  const asking = { version, err, signal: interrupt.signal };
  const work: Work = {
    plan: (decisions, undecided) =>
      planRun(paths, { ...settings, decisions, undecided, previews: undecided === 'make' }, asking),
    refuseDirty: (plan) => refuseDirty(plan, settings),
    write: (plan) => writePlan(plan, settings, err, interrupt),
  };
  const plan = await work.plan([], 'make');
  const asked: Asked = { paths, settings, ...(flags.cwd !== undefined && { cwdAsTyped: flags.cwd }) };
  const report = toReport(plan, 'planned');
  if (plan.findings.every((finding) => kindOf(finding) === null)) {
    err.write('There is nothing to decide.\n');
    out.write(reportText({ report, nextSteps: plan.nextSteps, run: null }, asked, 'nothing', out.colors));
    return codeOf(report.status);
  }
  const { address, ended } = await serveReview(reviewOf(plan, work));
  err.write(`Open this in a browser on this machine; Ctrl-C ends the review:\n  ${address}\n`);
  const end = await ended;
  if (end === 'interrupted') return exitCodes.interrupted;
  out.write(reportText(end, asked, 'plan', out.colors));
  return codeOf(end.report.status);
}

const untouched = '\nThe review has ended; nothing was written.\n';
const halfway = '\nInterrupted while it wrote; npx resession undo makes the files as they were.\n';

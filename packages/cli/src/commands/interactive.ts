// `migrate -i`: plan, go through it site by site, then write what was decided, after the question that every run asks.

import { confirmWrite } from '@resession/assistant';
import { keysOf, openEditor, walkThrough, type Keys, type Stage, type Walked } from '@resession/assistant/review';
import { asWritten, dirtyFiles, kindOf, nodeHost, toReport, type Plan } from '@resession/engine';
import { inTheirForm } from './migrate.ts';
import { codeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { listenForInterrupt, type Interrupt } from '../interrupt.ts';
import { stepsOf, type Asked } from '../next-steps.ts';
import type { Output } from '../output.ts';
import { planRun } from '../planning.ts';
import { nextText } from '../render/next-text.ts';
import { planText, reportText } from '../render/report-text.ts';
import { forgetSpent, refuseDirty, writePatch, writePlan } from '../writing.ts';

/** The review of these paths. The exit code is the status of the last report, or 130 after Ctrl-C. */
export async function interactive(asked: Asked, output: Output, version: string): Promise<ExitCode> {
  const { paths, settings } = asked;
  const { err } = output;
  const interrupt = listenForInterrupt(() => err.write(keptSoFar));
  const asking = { version, err, signal: interrupt.signal };
  // Neither a compiler nor a command is waited for between two questions; both are asked before anything is written.
  const looking = { ...settings, previews: true, typeCheck: false, verify: null };
  const first = await planRun(paths, looking, asking);
  // Later on, answers would be for nothing.
  const before = await standingOf(first);
  await refuseDirty(without(touching(first, ['fix', 'ask']), before.own), settings);
  const planning: Planning = {
    plan: () => planRun(paths, looking, asking),
    alone: (decision) => planRun(paths, { ...looking, undecided: 'hold', decisions: [decision] }, asking),
  };
  const walked = await walk(first, planning, interrupt, output);
  if (interrupt.signal.aborted || walked.ended === 'interrupted') {
    err.write(keptSoFar);
    return exitCodes.interrupted;
  }
  if (walked.ended === 'quit') return left(walked, asked, output);
  const final = { ...settings, undecided: 'hold' } as const;
  const made = await inTheirForm(await planRun(paths, final, asking), settings);
  if (made === 'interrupted') {
    err.write(keptSoFar);
    return exitCodes.interrupted;
  }
  return finish(made, before.clean, asked, interrupt, output);
}

const keptSoFar = '\nInterrupted. What was decided is kept; npx resession -i goes on with it.\n';

type Planning = Pick<Stage, 'plan' | 'alone'>;

async function walk(first: Plan, planning: Planning, interrupt: Interrupt, { err }: Output): Promise<Walked> {
  // Raw keys are no signals: a Ctrl-C that no question waits for has to become one, after the key before it was heard.
  const interrupted = (): void => void setImmediate(() => process.emit('SIGINT'));
  const keys: Keys = keysOf(process.stdin, err.write, interrupted);
  const stage: Stage = {
    host: nodeHost,
    keys,
    colors: err.colors,
    write: err.write,
    size: () => ({ columns: process.stderr.columns, rows: process.stderr.rows }),
    ...planning,
    open: (file, line) => interrupt.elsewhere(() => openEditor(file, line)),
    hold: interrupt.hold,
    stopped: () => interrupt.signal.aborted,
  };
  try {
    return await walkThrough(first, stage);
  } finally {
    keys.close();
  }
}

/** With the files of sites of these kinds among those that it would write. */
function touching(plan: Plan, kinds: readonly ReturnType<typeof kindOf>[]): Plan {
  const there = new Set(plan.files.map(({ path }) => path));
  const sites = plan.findings.filter((site) => kinds.includes(kindOf(site)) && !there.has(site.path));
  const files = [...new Set(sites.map(({ path }) => path))].map((path) => {
    return { path, kind: 'source', before: null, after: { encoding: 'utf8', data: '' }, diff: '' } as const;
  });
  return { ...plan, files: [...plan.files, ...files] };
}

/** How the files stand before the first question: what is edited in clean ones from then on was edited in the review. */
interface Standing {
  readonly clean: ReadonlySet<string>;
  /** What an earlier review wrote, by `e`: `undo` brings back what was there. */
  readonly own: ReadonlySet<string>;
}

async function standingOf(first: Plan): Promise<Standing> {
  const all = touching(first, ['fix', 'ask', 'todo']);
  const dirty = await dirtyFiles(all, nodeHost);
  const own = dirty.length === 0 ? new Set<string>() : await asWritten(first.root, dirty, nodeHost);
  const theirs = new Set(dirty.filter((path) => !own.has(path)));
  return { own, clean: new Set(all.files.map(({ path }) => path).filter((path) => !theirs.has(path))) };
}

function without(plan: Plan, paths: ReadonlySet<string>): Plan {
  return { ...plan, files: plan.files.filter(({ path }) => !paths.has(path)) };
}

/** Nothing is written: what is left, and how to go on. */
function left({ plan }: Walked, asked: Asked, { out }: Output): ExitCode {
  const report = toReport(plan, 'planned');
  out.write(nextText(stepsOf(report, asked, null), out.colors));
  return codeOf(report.status);
}

async function finish(
  plan: Plan,
  clean: ReadonlySet<string>,
  asked: Asked,
  interrupt: Interrupt,
  { out, err }: Output,
): Promise<ExitCode> {
  const { settings } = asked;
  if (settings.patch !== null) await writePatch(settings.patch, plan, err);
  const planned = toReport(plan, 'planned');
  const nothing = { report: planned, nextSteps: plan.nextSteps, run: null };
  if (plan.files.length === 0) {
    out.write(reportText(nothing, asked, 'nothing', out.colors));
    return codeOf(planned.status);
  }
  await refuseDirty(without(plan, clean), settings);
  out.write(planText(planned, out.colors));
  const answer = await confirmWrite(planned, { input: process.stdin, output: process.stderr });
  if (answer === 'interrupted') err.write(keptSoFar);
  if (answer === 'interrupted') return exitCodes.interrupted;
  if (answer === 'no') err.write('Nothing was written; what was decided is kept.\n');
  const done = answer === 'no' ? nothing : await writePlan(plan, settings, err, interrupt);
  if (done === 'interrupted') return exitCodes.interrupted;
  if (done.run !== null) await forgetSpent(plan);
  out.write(reportText(done, asked, 'plan', out.colors));
  return codeOf(done.report.status);
}

// `migrate report --html <file>`: the plan as a page. That file is all it writes.

import path from 'node:path';
import type { PageOptions } from '@resession/assistant/page';
import { shellLine } from '@resession/bot';
import { nodeHost, toReport, type NextStep, type Plan } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { codeOf, type ExitCode } from '../exit-codes.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { fromHere, stepsOf, type Asked } from '../next-steps.ts';
import type { Output } from '../output.ts';
import { refusePage, writePage } from '../page-file.ts';
import { planRun } from '../planning.ts';
import type { Flags } from '../program.ts';
import { closingText } from '../render/summary-text.ts';
import { runSettings } from '../settings.ts';

/** Plans and writes the page. The exit code is that of a dry run. */
export async function report(
  paths: readonly string[],
  flags: Flags,
  { out, err }: Output,
  version: string,
): Promise<ExitCode> {
  const settings = runSettings({ ...flags, dryRun: true }, [...needlesById.keys()], false);
  const file = path.resolve(settings.cwd, flags.html ?? '');
  const { generator, reportPage } = await import('@resession/assistant/page');
  refusePage(flags.html ?? '', file, generator);
  const { signal } = listenForInterrupt(() => err.write('\nInterrupted; nothing was written.\n'));
  const plan = await planRun(paths, { ...settings, previews: true }, { version, err, signal });
  const planned = toReport(plan, 'planned');
  const asked: Asked = { paths, settings, ...(flags.cwd !== undefined && { cwdAsTyped: flags.cwd }) };
  const page = reportPage(plan, await pageOptions(plan, stepsOf(planned, asked, null)));
  await writePage(file, page, err);
  out.write(closingText(planned, null, out.colors));
  return codeOf(planned.status);
}

/** What a page of the plan shows beside it: the titles of the codemods, the files as they are, and what to do next. */
export async function pageOptions({ root, nextSteps }: Plan, more: readonly NextStep[] = []): Promise<PageOptions> {
  const { codemods } = await import('../deep.ts');
  const textOf = (file: string): string | undefined => {
    try {
      return nodeHost.read(path.join(root, file), largestShown).toString('utf8');
    } catch {
      return undefined;
    }
  };
  const steps = [...fromHere(nextSteps, root), ...more].map(({ text, command, in: folder }) => ({
    text,
    ...(command !== undefined && { command: shellLine(command, folder) }),
  }));
  return { codemods, textOf, steps };
}

const largestShown = 4 * 1024 * 1024;

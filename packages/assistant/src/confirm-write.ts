// The questions before writing. They are asked on stderr; the prompt library is loaded only when there is one.

import type { Report } from '@resession/engine';
import type { Readable, Writable } from 'node:stream';

export type Answer = 'yes' | 'no' | 'interrupted';

/** Where the question is asked: a terminal's two ends. */
export interface Ends {
  readonly input: Readable;
  readonly output: Writable & { columns?: number };
}

/** Asks whether the planned files are to be written. Enter alone means no; Ctrl-C is `interrupted`. */
export function confirmWrite(report: Report, ends: Ends): Promise<Answer> {
  return asked(writeQuestion(report), ends);
}

/** Asks whether these formatters (name and version) may run, which runs the configuration of the repository. */
export function confirmFormat(formatters: readonly string[], ends: Ends): Promise<Answer> {
  return asked(`Format the changed files with ${formatters.join(', ')}? (this runs your configuration of it)`, ends);
}

async function asked(message: string, ends: Ends): Promise<Answer> {
  const { confirm, isCancel } = await import('@clack/prompts');
  // A terminal without a size (a fresh container) says 0, and the prompt would break its lines after every letter.
  if (ends.output.columns === 0) ends.output.columns = 80;
  const answer = await confirm({ message, initialValue: false, ...ends });
  if (isCancel(answer)) return 'interrupted';
  return answer ? 'yes' : 'no';
}

/** What is asked, with the number of files it is about. */
export function writeQuestion(report: Report): string {
  const files = report.rewrites.length + report.manifests.length;
  return `Write ${String(files)} ${files === 1 ? 'file' : 'files'}? (resession undo takes it back)`;
}

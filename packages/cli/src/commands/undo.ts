// `migrate undo [run]`: takes back what a run wrote.

import { visibleLine } from '@resession/assistant';
import { findRoot, nodeHost, undo as takeBack } from '@resession/engine';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { fromHere } from '../next-steps.ts';
import type { Flags } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { nextText } from '../render/next-text.ts';
import { sharedSettings } from '../settings.ts';

/** Restores the files of the last run, or of the one that is named, and says which. */
export async function undo(run: string | undefined, flags: Flags, { out }: Output): Promise<ExitCode> {
  const { format, ...where } = sharedSettings(flags);
  const { path: root } = await findRoot({ paths: [], ...where }, nodeHost);
  const undone = await takeBack(root, run, nodeHost);
  if (format === 'json') {
    out.write(jsonText({ schema: 1, root, ...undone }));
    return exitCodes.clean;
  }
  const lines = [
    ...undone.restored.map((path) => `  restored  ${visibleLine(path)}`),
    ...undone.removed.map((path) => `  removed   ${visibleLine(path)}`),
  ];
  out.write(`${[`Took back run ${visibleLine(undone.run)}`, ...lines].join('\n')}\n`);
  // What is installed is not ours to take back: the package manager makes it follow the manifests again.
  if (undone.restored.some((path) => /(^|\/)package\.json$/.test(path)))
    out.write('\nnode_modules is not taken back; your package manager makes it follow: install again.\n');
  out.write(nextText(fromHere(undone.nextSteps, root), out.colors));
  return exitCodes.clean;
}

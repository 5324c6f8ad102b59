// `migrate list`: the codemods there are.

import { visibleLine } from '@resession/assistant';
import { codemods } from '@resession/transforms';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { Flags } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { sharedSettings } from '../settings.ts';

/** Prints id, title and every message by its id, in the order they run. */
export function list(flags: Flags, { out }: Output): ExitCode {
  const { format } = sharedSettings(flags);
  const entries = codemods.map(({ id, title, after, messages }) => ({ id, title, after, messages }));
  if (format === 'json') {
    out.write(jsonText({ schema: 1, codemods: entries }));
    return exitCodes.clean;
  }
  const texts = entries.map(({ id, title, messages }) => {
    const ids = Object.keys(messages);
    const width = Math.max(...ids.map((messageId) => messageId.length));
    return [
      `${out.colors.bold(id)}  ${visibleLine(title)}`,
      ...Object.entries(messages).map(
        ([messageId, message]) => `  ${messageId.padEnd(width)}  ${out.colors.dim(visibleLine(message))}`,
      ),
    ].join('\n');
  });
  out.write(`${texts.join('\n\n')}\n`);
  return exitCodes.clean;
}

// `migrate list`: the codemods there are.

import { visibleLine } from '@resession/assistant';
import { codemods } from '@resession/transforms';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { Flags } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { sharedSettings } from '../settings.ts';

/** Prints id, title and what is looked for, in the order they run. */
export function list(flags: Flags, { out }: Output): ExitCode {
  const { format } = sharedSettings(flags);
  const entries = codemods.map(({ id, title, after, messages }) => ({
    id,
    title,
    after,
    what: Object.values(messages),
  }));
  if (format === 'json') {
    out.write(jsonText({ schema: 1, codemods: entries }));
    return exitCodes.clean;
  }
  const texts = entries.map(({ id, title, what }) =>
    [
      `${out.colors.bold(id)}  ${visibleLine(title)}`,
      ...what.map((message) => `  ${out.colors.dim(`- ${visibleLine(message)}`)}`),
    ].join('\n'),
  );
  out.write(`${texts.join('\n\n')}\n`);
  return exitCodes.clean;
}

// What to do next, as commands that can be copied.

import { visibleLine, type Colors } from '@resession/assistant';
import type { NextStep } from '@resession/engine';

/** The next steps, each with its command below; the empty text where there are none. */
export function nextText(steps: readonly NextStep[], colors: Colors): string {
  if (steps.length === 0) return '';
  const lines = steps.flatMap(({ text, command }) => [
    `  ${visibleLine(text)}`,
    ...(command === undefined ? [] : [`    ${colors.cyan(shellLine(command))}`]),
  ]);
  return `${[colors.bold('Next'), ...lines].join('\n')}\n`;
}

/** argv as a POSIX shell takes it: quoted where it must be, with nothing in it that a terminal would obey. */
export function shellLine(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${visibleLine(word).replaceAll("'", "'\\''")}'`))
    .join(' ');
}

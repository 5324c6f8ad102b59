// What to do next, as commands that can be copied.

import { visibleLine, type Colors } from '@resession/assistant';
import { shellLine } from '@resession/bot';
import type { NextStep } from '@resession/engine';

/** The next steps, each with its command below; the empty text where there are none. */
export function nextText(steps: readonly NextStep[], colors: Colors): string {
  if (steps.length === 0) return '';
  const lines = steps.flatMap(({ text, command, in: folder }) => [
    `  ${visibleLine(text)}`,
    ...(command === undefined ? [] : [`    ${colors.cyan(visibleLine(shellLine(command, folder)))}`]),
  ]);
  return `${[colors.bold('Next'), ...lines].join('\n')}\n`;
}

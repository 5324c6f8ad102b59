// A command to the runner of a workflow: a line of output that begins with `::`. What is foreign in one is escaped as the
// runner's own toolkit does it.

import { hidden } from './markdown.ts';

/** One command, without the end of its line. Properties keep their order. */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const all = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name}${all.length === 0 ? '' : ` ${all.join(',')}`}::${data(message)}`;
}

const codes: Readonly<Record<string, string>> = { '%': '%25', '\r': '%0D', '\n': '%0A', ':': '%3A', ',': '%2C' };

const data = (text: string): string => text.replace(/[%\r\n]/g, (character) => codes[character] ?? character);

/** Beside what ends a line, what ends a property. What a terminal would obey has no place in a log either. */
function property(text: string): string {
  const visible = text.replace(hidden, (run) => run.replace(/[^\r\n]/g, '\ufffd'));
  return visible.replace(/[%\r\n:,]/g, (character) => codes[character] ?? character);
}

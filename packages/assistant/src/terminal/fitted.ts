// Code and diffs on a terminal of any width: long lines go on below, what is too long is cut and says so.

import type { Colors } from '../colors.ts';
import { visibleLine } from '../visible.ts';

export interface Frame {
  /** Characters in a line. */
  readonly width: number;
  /** Lines at most. */
  readonly height: number;
  /** How to see what is cut. */
  readonly hint?: string;
}

/** A line of code goes on below for so many lines of the screen. */
const rowsOfLine = 4;

/** A unified diff without its file names, in the colours people know it by. */
export function fittedDiff(diff: string, frame: Frame, colors: Colors): readonly string[] {
  const lines = diff.replace(/\n$/, '').split('\n');
  const body = lines.slice(
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith('@@')),
    ),
  );
  return cut(
    body.flatMap((line) => fittedLine(line, frame.width).map(tint(line, colors))),
    frame,
    colors,
  );
}

/** Lines of a file with their numbers; those of the site are marked. */
export function fittedCode(
  lines: readonly string[],
  { line, endLine }: { readonly line: number; readonly endLine: number },
  frame: Frame,
  colors: Colors,
): readonly string[] {
  const around = 3;
  const last = Math.min(lines.length, endLine + around);
  const digits = String(last).length;
  const shown = lines.slice(Math.max(0, line - 1 - around), last).map((text, index) => {
    const number = Math.max(1, line - around) + index;
    const own = line <= number && number <= endLine;
    const head = `${own ? '>' : ' '} ${String(number).padStart(digits)} | `;
    const [first = '', ...more] = fittedLine(text, frame.width - head.length);
    const paint = own ? colors.bold : colors.dim;
    return [head + first, ...more.map((rest) => ' '.repeat(head.length) + rest)].map((row) => paint(row));
  });
  return cut(shown.flat(), frame, colors);
}

/** One line of the file as rows of the screen. */
function fittedLine(line: string, width: number): readonly string[] {
  const text = visibleLine(line.replace(/\r$/, '').replaceAll('\t', '  '));
  const room = Math.max(10, width);
  const rows: string[] = [];
  for (let at = 0; at < text.length && rows.length < rowsOfLine; at += room) rows.push(text.slice(at, at + room));
  const rest = text.length - rowsOfLine * room;
  return rest > 0 ? [...rows, `... ${String(rest)} more characters`] : rows.length === 0 ? [''] : rows;
}

function cut(rows: readonly string[], { width, height, hint = '' }: Frame, colors: Colors): readonly string[] {
  // A few lines more are no longer than to say so.
  if (rows.length <= height + 3) return rows;
  const rest = `... ${String(rows.length - height + 1)} more lines`;
  return [...rows.slice(0, height - 1), colors.dim(hint === '' || width < 40 ? rest : `${rest}; ${hint}`)];
}

function tint(line: string, colors: Colors): (text: string) => string {
  if (line.startsWith('@@')) return colors.cyan;
  if (line.startsWith('+')) return colors.green;
  if (line.startsWith('-')) return colors.red;
  return (text) => text;
}

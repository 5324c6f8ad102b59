// What the demo prints: a table and a diff, in colour where the terminal has it.

const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
const paint =
  (code: number) =>
  (text: string): string =>
    colour ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
const red = paint(31);
const green = paint(32);

/** Columns padded to their widest cell; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row, index) => {
      const cells = row.map((cell, column) => judged(cell.padEnd(widths[column] ?? 0)));
      return `  ${index === 0 ? bold(cells.join('  ')) : cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}

function judged(cell: string): string {
  return cell.replaceAll('wedged', red('wedged')).replaceAll('recovered', green('recovered'));
}

/** A unified diff, indented, without git's index lines. */
export function colouredDiff(diff: string): string {
  return diff
    .split('\n')
    .filter((line) => !/^(diff --git|index) /.test(line))
    .map((line) => {
      const painted = /^(\+\+\+|---)/.test(line)
        ? bold(line)
        : line.startsWith('+')
          ? green(line)
          : line.startsWith('-')
            ? red(line)
            : line;
      return painted === '' ? '' : `  ${painted}`;
    })
    .join('\n');
}

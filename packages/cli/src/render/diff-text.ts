// The unified diff of a report, in the colours people know it by.

import { visible, visibleLine, type Colors } from '@resession/assistant';
import type { Report } from '@resession/engine';

/** All diffs, sources before manifests; the empty text where nothing would change. */
export function diffText(report: Report, colors: Colors): string {
  const files = [...report.rewrites, ...report.manifests];
  return files.map(({ path, diff }) => (diff === '' ? binary(path, colors) : told(diff, colors))).join('');
}

function told(diff: string, colors: Colors): string {
  return `${colored(visible(diff).replace(/\n$/, ''), colors)}\n`;
}

/** The packed transport has no lines to show, but it is a file of the change like any other. */
function binary(path: string, colors: Colors): string {
  return `${colors.bold(`binary file ${visibleLine(path)}`)}\n`;
}

function colored(diff: string, colors: Colors): string {
  return diff
    .split('\n')
    .map((line) => tint(line, colors)(line))
    .join('\n');
}

function tint(line: string, colors: Colors): (text: string) => string {
  if (/^(?:---|\+\+\+|diff ) ?/.test(line)) return colors.bold;
  if (line.startsWith('@@')) return colors.cyan;
  if (line.startsWith('+')) return colors.green;
  if (line.startsWith('-')) return colors.red;
  return (text) => text;
}

// The unified diff of a report, in the colours people know it by.

import { visible, type Colors } from '@resession/assistant';
import type { Report } from '@resession/engine';

/** All diffs, sources before manifests; the empty text where nothing would change. */
export function diffText(report: Report, colors: Colors): string {
  const diffs = [...report.rewrites, ...report.manifests].map(({ diff }) => diff).filter((diff) => diff !== '');
  return diffs.map((diff) => `${colored(visible(diff).replace(/\n$/, ''), colors)}\n`).join('');
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

// The chart of `bench:scan`: bars for the largest tree, on a scale of tens, for tools are a hundred times apart.

import type { Cost } from './measured.ts';

interface Result {
  readonly title: string;
  readonly costs: ReadonlyMap<string, Cost>;
}

const [left, right, bar, gap] = [330, 330, 18, 8];

/** An SVG of all results. */
export function chartOf(results: readonly Result[]): string {
  const least = Math.min(...results.flatMap(({ costs }) => [...costs.values()].map(({ seconds }) => seconds)));
  const most = Math.max(...results.flatMap(({ costs }) => [...costs.values()].map(({ seconds }) => seconds)));
  const width = (seconds: number): number => 4 + (right * Math.log(seconds / least)) / Math.log(most / least);
  let y = 10;
  const lines: string[] = [];
  for (const { title, costs } of results) {
    y += 24;
    lines.push(text(10, y, title, 'bold'));
    y += 10;
    for (const [name, { seconds }] of costs) {
      const own = name.startsWith('resession');
      lines.push(
        text(left - 8, y + bar - 5, name.replaceAll('`', ''), 'normal', 'end'),
        `<rect x="${String(left)}" y="${String(y)}" width="${width(seconds).toFixed(1)}" height="${String(bar)}" fill="${own ? '#2563eb' : '#9ca3af'}"/>`,
        text(left + width(seconds) + 6, y + bar - 5, `${seconds.toFixed(2)} s`, 'normal'),
      );
      y += bar + gap;
    }
  }
  const size = `width="${String(left + right + 80)}" height="${String(y + 10)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
${lines.join('\n')}
</svg>
`;
}

function text(x: number, y: number, words: string, weight: 'normal' | 'bold', anchor = 'start'): string {
  const plain = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${String(y)}" font-weight="${weight}" text-anchor="${anchor}">${plain}</text>`;
}

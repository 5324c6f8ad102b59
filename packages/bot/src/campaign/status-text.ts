// The status for a terminal, and for logs. Foreign words are made harmless by whoever prints it.

import { plain } from '../plain.ts';
import type { Point } from './burn-down.ts';
import type { Standing, Status, Told, WaveStatus } from './status.ts';

/** Repositories of which each list names no more; the page and the JSON have all. */
const mostNamed = 30;

/** What to do about a standing; `state` is the flag that names the folder, with a space before it, or ''. */
export function nextSteps({ standing, attention }: Status, state: string): readonly string[] {
  const command = (verb: string): string => `npx resession campaign ${verb}${state}`;
  const again = `Try those again that failed: ${command('run')} --again failed`;
  const steps: Readonly<Record<Standing, readonly string[]>> = {
    'not begun': [`Begin: ${command('run')}`],
    'under way': [`Where no process conducts it any more: ${command('run')}`],
    paused: [`Go on: ${command('resume')}`],
    held: [`Look at the pull requests of the canary. Then go on: ${command('resume')}, and ${command('run')}`],
    stopped: [again, `Go on without them: ${command('resume')}, and ${command('run')}`],
    over: attention.length > 0 ? [again] : [],
  };
  return steps[standing];
}

/** The text. */
export function statusText(status: Status, state: string): string {
  const { id, standing, why, repositories, ended, toPropose, counts, writes, leftOut } = status;
  const head = `Campaign ${id} of ${plain(status.from)}: ${standing}${why === '' ? '' : `: ${why}`}`;
  const out = Object.entries(leftOut).filter(([, count]) => Number(count) > 0);
  const sums = [
    ['repositories', repositories],
    ['ended', ended],
    ['to be proposed', toPropose],
    ...counts.map(({ label, count }) => [`  ${label}`, count] as const),
    ['calls that create', writes],
    ...out.map(([name, count]) => [`left out: ${name}`, Number(count)] as const),
  ] as const;
  const parts = [
    head,
    table(sums.map(([name, count]) => [name, String(count)])),
    wavesText(status.waves),
    burnDownText(status.burnDown),
    listText('Left to you', status.attention, attentionLines),
    listText('Pull requests', status.pullRequests, ({ repo, label, url }) => [plain(`${repo}  ${label}  ${url}`)]),
    renamedText(status.renamed),
    nextSteps(status, state).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function attentionLines({ repo, label, why, next, url }: Told): readonly string[] {
  const rest = [why, url, next].filter((part) => part !== '').map((part) => `  ${plain(part)}`);
  return [`${plain(repo)}  ${label}`, ...rest];
}

function listText(title: string, all: readonly Told[], lines: (told: Told) => readonly string[]): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, mostNamed).flatMap((each) => lines(each).map((line) => `  ${line}`));
  const more = all.length - mostNamed;
  return [
    `${title} (${String(all.length)})`,
    ...shown,
    ...(more > 0 ? [`  and ${String(more)} more: --format json`] : []),
  ].join('\n');
}

function renamedText(all: Status['renamed']): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, mostNamed).map(({ repo, now }) => `  ${plain(repo)} is ${plain(now)} now`);
  return [`Renamed (${String(all.length)})`, ...shown].join('\n');
}

function wavesText(waves: readonly WaveStatus[]): string {
  const rows = waves.map(({ name, size, proposed, ended, looked, failed, over }) => [
    name,
    over ? 'over' : 'under way',
    `${String(ended)}/${String(proposed)} of ${String(size)}`,
    String(looked),
    String(failed),
  ]);
  return rows.length === 0 ? '' : table([['wave', '', 'pull requests', 'looked at', 'failed'], ...rows]);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd()).join('\n');
}

const lines = 10;
const width = 40;

/** A bar a line: what was left then. */
export function burnDownText(points: readonly Point[]): string {
  const most = points[0]?.left ?? 0;
  if (most === 0 || points.length < 3) return '';
  const step = Math.max(1, (points.length - 1) / lines);
  const some = Array.from({ length: Math.min(lines, points.length - 1) + 1 }, (_, at) => points[Math.round(at * step)]);
  const digits = String(most).length;
  // Of a short campaign the minutes alone would all be the same.
  const length = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0) < 60 * 60 * 1000 ? 19 : 16;
  const bars = some.flatMap((point) => {
    if (point === undefined) return [];
    const time = new Date(point.at).toISOString().slice(0, length).replace('T', ' ');
    return [
      `  ${time}  ${String(point.left).padStart(digits)} ${'#'.repeat(Math.ceil((point.left / most) * width))}`.trimEnd(),
    ];
  });
  return ['Left (UTC)', ...bars].join('\n');
}

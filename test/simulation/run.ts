// `npm run simulate [repositories]`: a campaign in virtual time, with the figures of docs/scale.md.

import { statusOf } from '../../packages/bot/src/campaign/index.ts';
import { simulate, wrongs } from './simulate.ts';

const repositories = Number(process.argv[2] ?? 10_000);
const rows: (readonly string[])[] = [];
for (const [workers, killedEvery] of [
  [4, null],
  [4, 2],
  [8, null],
] as const) {
  const begun = performance.now();
  const simulated = await simulate({ repositories, seed: 1, workers, killedEvery, failing: 0.5 });
  const wrong = wrongs(simulated);
  if (wrong.length > 0) process.stdout.write(`${wrong.slice(0, 20).join('\n')}\n`);
  const { api, hours, kills, stops, state, campaign, heap } = simulated;
  const { seen } = api;
  const counts = statusOf(state, 0).counts.map(({ label, count }) => `${label} ${String(count)}`);
  const [first, last] = [heap[0], heap.at(-1)];
  const grown = first === undefined || last === undefined ? 0 : (last.bytes - first.bytes) / (last.ended - first.ended);
  rows.push(
    ['workers', String(workers)],
    ['names on the list', String(campaign.repos.length)],
    ['length, hours', hours.toFixed(1)],
    ['process killed', String(kills)],
    ['stopped by the budget', String(stops)],
    ['requests', String(seen.requests)],
    ['creating calls', String(seen.creates)],
    ['most in a minute, in an hour', `${String(seen.mostCreatesInMinute)}, ${String(seen.mostCreatesInHour)}`],
    [
      'creating calls an hour, of 500',
      `${(seen.creates / hours).toFixed(0)} (${((seen.creates / hours / 500) * 100).toFixed(0)}%)`,
    ],
    ['most requests in an hour', String(seen.mostInHour)],
    ['refused (primary, creating, points)', Object.values(seen.refused).join(', ')],
    ['heap at the end, MiB', ((last?.bytes ?? 0) / 1024 / 1024).toFixed(1)],
    ['heap for each repository, bytes', grown.toFixed(0)],
    ['heap, MiB, by tenths', heap.map(({ bytes }) => (bytes / 1024 / 1024).toFixed(1)).join(' ')],
    ['outcomes', counts.join('; ')],
    ['wrong', String(wrong.length)],
    ['seconds that took', ((performance.now() - begun) / 1000).toFixed(0)],
    [''],
  );
  process.stdout.write(
    `${rows
      .splice(0)
      .map(([name = '', value = '']) => `${name.padEnd(38)}${value}`.trimEnd())
      .join('\n')}\n`,
  );
  if (wrong.length > 0) process.exitCode = 1;
}

// `npm run simulate [-- repositories]`: campaigns in virtual time, with the figures of docs/scale.md ("Simulated").

import { statusOf } from '../../packages/bot/src/campaign/index.ts';
import { type Simulated, simulate, wrongs } from './simulate.ts';

const repositories = Number(process.argv[2] ?? 10_000);

/** Visits at once, and hours from one kill to the next. */
const runs: readonly (readonly [workers: number, killedEvery: number | null])[] = [
  [1, null],
  [2, null],
  [4, null],
  [8, null],
  [4, 0.25],
];

const mebibytes = (bytes = 0): string => (bytes / 1024 / 1024).toFixed(1);

function figures({ api: { seen }, hours, kills, stops, heap, world, campaign }: Simulated): Record<string, string> {
  const [first, last] = [heap[0], heap.at(-1)];
  const grown = first && last ? (last.bytes - first.bytes) / (last.ended - first.ended) : 0;
  const visits = [...new Set(world.repositories.values())].reduce((sum, made) => sum + made.looks + made.proposals, 0);
  return {
    'names on the list': String(campaign.repos.length),
    'length, hours': hours.toFixed(1),
    'process killed': String(kills),
    'stopped by the budget': String(stops),
    visits: String(visits),
    requests: String(seen.requests),
    'most in an hour, of 5,000': String(seen.mostInHour),
    'creating calls': String(seen.creates),
    'most in a minute, of 80': String(seen.mostCreatesInMinute),
    'most in an hour, of 500': String(seen.mostCreatesInHour),
    'an hour, on average': (seen.creates / hours).toFixed(0),
    'refused by a limit': String(Object.values(seen.refused).reduce((sum, count) => sum + count, 0)),
    'heap at a tenth, MiB': mebibytes(first?.bytes),
    'heap at the end, MiB': mebibytes(last?.bytes),
    'bytes a repository': grown.toFixed(0),
  };
}

const tables: Record<string, string>[] = [];
for (const [workers, killedEvery] of runs) {
  const begun = performance.now();
  const simulated = await simulate({ repositories, seed: 1, workers, killedEvery, failing: 0.5 });
  const wrong = wrongs(simulated);
  process.stdout.write(
    wrong
      .slice(0, 20)
      .map((each) => `${each}\n`)
      .join(''),
  );
  if (wrong.length > 0) process.exitCode = 1;
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  tables.push({
    workers: String(workers),
    ...figures(simulated),
    wrong: String(wrong.length),
    'seconds it took': seconds,
  });
  if (tables.length > 1) continue;
  const counts = statusOf(simulated.state, 0).counts.map(({ label, count }) => `${label} ${String(count)}`);
  process.stdout.write(`${counts.join('; ')}\n\n`);
}
for (const name of Object.keys(tables[0] ?? {}))
  process.stdout.write(`| ${[name, ...tables.map((table) => table[name] ?? '')].join(' | ')} |\n`);

// `npm run test:fuzz [-- --seed S] [--cases N] [--pure N] [--seconds T] [--keep FOLDER]`: mutants and random inputs, new ones unless a seed says which.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { campaign } from './campaign.ts';
import type { Broken } from './pipeline.ts';
import { pureCampaign } from './pure.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    cases: { type: 'string', default: '100000' },
    pure: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '3600' },
    keep: { type: 'string' },
  },
});
const [seed = NaN, cases = NaN, pure = NaN, seconds = NaN] = [
  values.seed,
  values.cases,
  values.pure,
  values.seconds,
].map(Number);
if (![seed, cases, pure, seconds].every(Number.isSafeInteger)) {
  console.error('Usage: npm run test:fuzz -- [--seed S] [--cases N] [--pure N] [--seconds T] [--keep FOLDER]');
  process.exit(2);
}

console.log(`seed ${String(seed)}`);
const began = performance.now();
const computed = pureCampaign(seed, pure, seconds);
for (const fault of computed.faults) console.log(`\n${fault}\n`);
console.log(`functions: ${String(computed.cases)} cases, ${String(computed.faults.length)} broken`);

let known = 0;
const tally = await campaign(
  { seed, cases, seconds: seconds - (performance.now() - began) / 1000, batch: 150, sample: 40 },
  ({ broken, ...now }) => {
    for (; known < broken.length; known += 1) show(broken[known]);
    const took = ((performance.now() - began) / 1000).toFixed(0);
    if (now.cases % 1500 === 0) console.log(`${took} s: ${String(now.cases)} cases, ${String(known)} broken`);
  },
);
for (const fault of tally.faults) console.log(`on disk: ${fault}`);
console.log(
  `pipeline: ${String(tally.cases)} cases, ${String(tally.found)} with findings, ${String(tally.changed)} changed, ${String(tally.onDisk)} written and undone, ${String(tally.broken.length)} broken`,
);
process.exitCode = tally.broken.length + tally.faults.length + computed.faults.length > 0 ? 1 : 0;

function show(broken: Broken | undefined): void {
  if (broken === undefined) return;
  const { from, folder, files } = broken.case;
  console.log(`\n${from.name}: ${broken.why}\n`);
  if (values.keep === undefined) return;
  for (const [name, bytes] of files) {
    const place = join(values.keep, String(known), name.slice(folder.length + 1));
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
  writeFileSync(join(values.keep, String(known), 'WHY.txt'), `${from.name}\n${broken.why}\n`);
}

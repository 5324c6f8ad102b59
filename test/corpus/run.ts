// `npm run corpus -- [--write | --changes] [part of an id]`: what the tool makes of the consumers, beside what is expected.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConsumers, type ShortFinding } from './consumer.ts';
import { judge, type Judged } from './corpus.ts';
import { deviationsOf } from './deviations.ts';
import { figuresOf } from './figures.ts';
import { tableOf } from './outcomes.ts';

async function main(args: readonly string[]): Promise<number> {
  const filter = args.find((arg) => !arg.startsWith('--')) ?? '';
  const consumers = readConsumers(filter);
  if (consumers.length === 0) {
    console.error(`No consumer whose id holds "${filter}" in test/corpus/consumers.`);
    return 2;
  }
  const judged = await judge(consumers);
  let wrong = 0;
  for (const each of judged) {
    const deviations = deviationsOf(each);
    const known = each.consumer.card.deviates;
    if (deviations.length === 0 && known === undefined && consumers.length > 1) continue;
    if (known === undefined) wrong += deviations.length;
    console.log(`\n${each.consumer.id}${known === undefined ? '' : ` (known: ${known})`}`);
    for (const deviation of deviations) console.log(`  ${deviation}`);
    if (consumers.length <= 3) show(each);
    if (args.includes('--write')) store(each);
    if (args.includes('--changes')) storeChanges(each);
  }
  console.log(`\n${figuresOf(judged).table}`);
  return wrong === 0 ? 0 : 1;
}

function show({ planned, outcomes }: Judged): void {
  for (const finding of planned.findings) console.log(`  ${oneLine(finding)}`);
  for (const [path, text] of Object.entries(planned.after)) console.log(`--- ${path}\n${text}`);
  if (outcomes !== undefined) console.log(tableOf(outcomes));
}

/** Puts what the tool did where the expectation is kept, for review with `git diff`. */
function store({ consumer, planned, outcomes }: Judged): void {
  const { folder } = consumer;
  rmSync(join(folder, 'after'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(planned.after)) {
    mkdirSync(dirname(join(folder, 'after', path)), { recursive: true });
    writeFileSync(join(folder, 'after', path), text);
  }
  storeFindings(folder, planned.findings);
  if (outcomes !== undefined) writeFileSync(join(folder, 'outcomes.txt'), tableOf(outcomes));
}

/** Takes over how changes in meaning are worded now, for findings that are as expected otherwise. */
function storeChanges({ consumer, planned }: Judged): void {
  const bare = ({ changes: _changes, ...rest }: ShortFinding): string => JSON.stringify(rest);
  const now = new Map(planned.findings.map((finding) => [bare(finding), finding]));
  storeFindings(
    consumer.folder,
    consumer.findings.map((finding) => now.get(bare(finding)) ?? finding),
  );
}

function storeFindings(folder: string, findings: readonly ShortFinding[]): void {
  const lines = findings.map((finding) => `  ${oneLine(finding)}`);
  writeFileSync(join(folder, 'findings.json'), lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`);
}

function oneLine(finding: ShortFinding): string {
  return JSON.stringify(finding);
}

process.exitCode = await main(process.argv.slice(2));

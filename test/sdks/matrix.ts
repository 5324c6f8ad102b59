// `npm run test:matrix`: the contract on every supported release; writes the table of releases into the documentation.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { buildTransport } from './built-transport.ts';
import { expectedStockFailures, failures, type Outcomes, runContract } from './contract.ts';
import { type Release, releases } from './versions.ts';

const REFERENCE = fileURLToPath(new URL('../../docs/reference/sdk-versions.md', import.meta.url));
const README = fileURLToPath(new URL('../../packages/transport/README.md', import.meta.url));
const [OPEN, CLOSE] = ['<!-- sdk-versions -->', '<!-- /sdk-versions -->'];

interface Result {
  readonly release: Release;
  readonly patched: Outcomes;
  readonly stock: Outcomes;
}

const held = (outcomes: Outcomes): string => {
  const all = Object.keys(outcomes).length;
  return `${all - Object.keys(failures(outcomes)).length} of ${all}`;
};

function table(results: readonly Result[]): string {
  const rows = results.map(
    ({ release, patched, stock }) => `| \`${release.name}\` | ${release.version} | ${held(patched)} | ${held(stock)} |`,
  );
  return [
    '| SDK | release | rows that hold | rows that hold in the stock transport |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** What is wrong with a release: rows that do not hold, and stock that fails more or less than it is known to. */
function complaints({ release, patched, stock }: Result): readonly string[] {
  const name = `${release.name}@${release.version}`;
  const expected = new Set(expectedStockFailures(release));
  const failed = new Set(Object.keys(failures(stock)));
  return [
    ...Object.entries(failures(patched)).map(([id, why]) => `${name}: ${id}: ${why}`),
    ...[...failed].filter((id) => !expected.has(id)).map((id) => `${name}: stock fails unexpectedly: ${id}`),
    ...[...expected].filter((id) => !failed.has(id)).map((id) => `${name}: stock holds unexpectedly: ${id}`),
  ];
}

const style = await resolveConfig(fileURLToPath(import.meta.url));
const formatted = (markdown: string): Promise<string> => format(markdown, { ...style, parser: 'markdown' });

const built = await buildTransport('matrix');
const results: Result[] = [];
for (const release of [...releases('v2'), ...releases('v1')]) {
  const patched = await runContract(release, 'patched', built.folder, 'matrix');
  const stock = await runContract(release, 'stock', built.folder, 'matrix');
  results.push({ release, patched, stock });
  console.log(`${release.name}@${release.version}: ${held(patched)}; stock ${held(stock)}`);
}
const wrong = results.flatMap(complaints);
for (const each of wrong) console.error(each);
if (wrong.length > 0) process.exit(1);

const generated = table(results);
const title = '# SDK releases that the transport is held against\n\nWritten by `npm run test:matrix`.\n\n';
await writeFile(REFERENCE, await formatted(`${title}${generated}\n`));
const readme = await readFile(README, 'utf8');
const [before, rest] = readme.split(OPEN);
const after = rest?.split(CLOSE)[1];
if (before === undefined || after === undefined) throw new Error(`README has no ${OPEN} ... ${CLOSE}`);
await writeFile(README, await formatted(`${before}${OPEN}\n\n${generated}\n\n${CLOSE}${after}`));
console.log(`${results.length} releases passed, 0 failed`);

// Runs the contract on one SDK release, in a process of its own: node --import tsx run-rows.ts <folder> <v1|v2> <version> <stock|patched> [row]
// Prints one line of JSON: for each row null, or why it failed.
import { ROWS } from './rows/index.ts';
import { loadSdk, type Sdk, type Which } from './sdk.ts';
import { type Generation } from './versions.ts';
import { type Row, World } from './world.ts';

const ROW_MS = 10_000;
const AT_ONCE = 6;

const [folder = '', generation = 'v2', version = '', which = 'patched', wanted = ''] = process.argv.slice(2);
const unhandled: string[] = [];
process.on('unhandledRejection', (reason) =>
  unhandled.push(reason instanceof Error ? (reason.stack ?? '') : String(reason)),
);

async function outcome(row: Row, sdk: Sdk): Promise<string | null> {
  const world = new World(sdk);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${ROW_MS} ms`)), ROW_MS);
  });
  try {
    await Promise.race([row.run(world), late]);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
    await world.end();
  }
}

const sdk = await loadSdk(folder, generation as Generation, version, which as Which);
const rows = ROWS.filter((row) => row.only === undefined || row.only === generation)
  .filter((row) => which === 'patched' || row.ownFeature === undefined)
  .filter((row) => row.id.startsWith(wanted));
const outcomes: Record<string, string | null> = {};
const queue = rows.filter((row) => row.alone === undefined);
const work = async (): Promise<void> => {
  for (let row = queue.shift(); row !== undefined; row = queue.shift()) outcomes[row.id] = await outcome(row, sdk);
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
for (const row of rows.filter((each) => each.alone)) outcomes[row.id] = await outcome(row, sdk);
await new Promise((resolve) => setTimeout(resolve, 50));
outcomes['no-unhandled-rejection'] = unhandled.length === 0 ? null : unhandled.join('\n');
process.stdout.write(`${JSON.stringify(outcomes)}\n`, () => process.exit(0));

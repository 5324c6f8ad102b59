// Runs the code of consumers, before and after: lays it out, bundles it, and has a process of its own open the doors.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Format } from 'esbuild';
import type { Consumer, Tree } from './consumer.ts';
import type { Executed, Job } from './execute.ts';
import { layConsumer, write } from './lay-out.ts';

/** A consumer and what the plan makes of it. */
export interface Sides {
  readonly consumer: Consumer;
  /** The files that change, as they become. */
  readonly after: Tree;
}

const script = fileURLToPath(new URL('./execute.ts', import.meta.url));
const doorTypes = fileURLToPath(new URL('./door.ts', import.meta.url));
const run = promisify(execFile);

/** Lays both sides and the doors out below `folder`, for compilers: `<id>/before`, `<id>/after`, `<id>/door.ts`. */
export function laySides(folder: string, all: readonly Sides[]): void {
  write(folder, { 'door.ts': `export * from '${doorTypes}';\n` });
  for (const { consumer, after } of all) {
    const home = join(folder, 'consumers', consumer.id);
    layConsumer(join(home, 'before'), consumer, consumer.before);
    if (changes(after)) layConsumer(join(home, 'after'), consumer, { ...consumer.before, ...after });
    if (consumer.hasDoor) write(home, { 'door.ts': readFileSync(join(consumer.folder, 'door.ts'), 'utf8') });
  }
}

/** What the doors answer; needs the sides laid out below `folder`. */
export async function runDoors(folder: string, all: readonly Sides[]): Promise<Executed> {
  const jobs = all.filter(({ consumer }) => consumer.hasDoor).flatMap((sides) => jobsOf(folder, sides));
  await bundle(folder, jobs);
  const list = join(folder, 'jobs.json');
  writeFileSync(list, JSON.stringify(jobs));
  // Bundled as well, so that nothing stands between Node and what is loaded over and over.
  const program = join(folder, 'execute.mjs');
  const plain = { bundle: true, platform: 'node', format: 'esm', tsconfigRaw: {} } as const;
  await build({ entryPoints: [script], outfile: program, ...plain });
  const { stdout } = await run(process.execPath, [program, list], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 500_000,
  });
  return JSON.parse(stdout) as Executed;
}

function changes(after: Tree): boolean {
  return Object.keys(after).length > 0;
}

function jobsOf(folder: string, { consumer, after }: Sides): readonly Job[] {
  const { id, generation, card } = consumer;
  const commonjs = card.commonjs === true;
  const home = join(folder, 'consumers', id);
  const job = (side: Job['side']): Job => ({
    id,
    side,
    generation,
    commonjs,
    sse: card.sse === true,
    patched: side === 'after',
    app: join(home, `${side}.bundle.${commonjs ? 'cjs' : 'mjs'}`),
    door: join(home, 'door.bundle.mjs'),
  });
  return changes(after) ? [job('before'), job('after')] : [job('before')];
}

async function bundle(folder: string, jobs: readonly Job[]): Promise<void> {
  const of = async (format: Format, entries: readonly (readonly [string, string])[]): Promise<void> => {
    if (entries.length === 0) return;
    await build({
      entryPoints: Object.fromEntries(entries.map(([from, to]) => [to.replace(/\.[cm]js$/, ''), from])),
      outdir: folder,
      outbase: folder,
      outExtension: { '.js': format === 'cjs' ? '.cjs' : '.mjs' },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format,
      logLevel: 'error',
      external: ['@modelcontextprotocol/*', '@resession/*', 'express', 'hono', 'hono/*', 'zod'],
    });
  };
  const relative = (path: string): string => path.slice(folder.length + 1);
  const apps = (commonjs: boolean): readonly (readonly [string, string])[] =>
    jobs.filter((job) => job.commonjs === commonjs).map((job) => [entryOf(job), relative(job.app)]);
  const doors = [...new Set(jobs.map(({ door }) => door))];
  await of('esm', [
    ...apps(false),
    ...doors.map((door) => [door.replace('.bundle.mjs', '.ts'), relative(door)] as const),
  ]);
  await of('cjs', apps(true));
}

/** What the door imports its types from. */
function entryOf({ door, app, side }: Job): string {
  const source = readFileSync(door.replace('.bundle.mjs', '.ts'), 'utf8');
  const entry = /from '\.\/before\/([^']+)'/.exec(source)?.[1];
  if (entry === undefined) throw new Error(`${door} imports no types from ./before/`);
  const home = app.slice(0, app.lastIndexOf('/'));
  const path = join(home, side, entry);
  if (!existsSync(path)) throw new Error(`${path} is not there`);
  return path;
}

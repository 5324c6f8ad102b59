// A process of its own: opens the doors of consumers, in every row, and says what they did. JSON in by argv, JSON out by stdout.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Generation } from '../../transforms/lib/codemod.ts';
import { type Row, rows } from './rows.ts';
import { type Given, giving, NotOfAServer } from './throws.ts';

/** One side of one consumer, bundled. */
export interface Job {
  readonly id: string;
  readonly side: 'before' | 'after';
  readonly generation: Generation;
  readonly commonjs: boolean;
  /** Errors of the old transport are put in as well. */
  readonly sse: boolean;
  /** Its transports are patched. */
  readonly patched: boolean;
  /** Absolute paths of the bundles. */
  readonly app: string;
  readonly door: string;
}

/** By job, `<id> <side>`: by row name, what the door answered. Rows that are not for it are left out. */
export type Executed = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Door {
  outcome(app: unknown, given: Pick<Given, 'error' | 'connected' | 'server'>): Promise<string>;
}

const require = createRequire(import.meta.url);
const ordinary: Row = { name: 'warm up', kind: 'other', what: { kind: 'refuse', status: 500, body: '' } };
/** Doors open at a time, over all consumers: more, and healthy answers come too late. Those that wait only, wait together. */
const inOneGo = { busy: 12, waiting: 40 };
const patience = 15_000;

// Consumers wait as long as they like; a minute takes two seconds here.
const soon = 2_000;
const { setTimeout: realTimeout } = globalThis;
const quickTimeout = (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): NodeJS.Timeout =>
  realTimeout(() => work(...args), ms >= 30_000 ? soon : ms);
globalThis.setTimeout = Object.assign(quickTimeout, realTimeout) as typeof setTimeout;

for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) console[name] = () => undefined;
// A consumer's own loose ends; what its door answers is what counts.
process.on('unhandledRejection', () => undefined);

let loads = 0;

/** Anew each time: consumers keep state in their modules. */
async function load(path: string, commonjs: boolean): Promise<unknown> {
  if (!commonjs) return import(`${pathToFileURL(path).href}?${(loads += 1)}`);
  Reflect.deleteProperty(require.cache, path);
  return require(path);
}

/** Most that a row is tried, where the machine is too busy for healthy answers. */
const tries = 4;

/** What the door answers. A row that takes as long as a timeout and is none was held up, and is tried again. */
async function settledAnswer(task: Task): Promise<string | undefined> {
  for (let nth = 1; ; nth += 1) {
    const start = Date.now();
    const answer = await answerIn(task.job, task.row);
    if (waits(task) || Date.now() - start < soon || nth === tries) return answer;
  }
}

/** What the door answers in a row; undefined where the row is not for it. */
async function answerIn(job: Job, row: Row): Promise<string | undefined> {
  const given = giverFor(job)(row);
  const door = (await load(job.door, false)) as Door;
  const late = new Promise<string>((resolve) => realTimeout(() => resolve('never came back'), patience).unref());
  try {
    const app = await load(job.app, job.commonjs);
    return await Promise.race([door.outcome(app, given), late]);
  } catch (error) {
    if (error instanceof NotOfAServer) return undefined;
    return isBroken(error) ? `broke: ${String(error)}` : 'thrown';
  } finally {
    await Promise.race([given.end(), late]);
  }
}

/** A mistake in the consumer or its door, not an error of the row. */
function isBroken(error: unknown): boolean {
  if (error instanceof ReferenceError || error instanceof SyntaxError) return true;
  return error instanceof TypeError && error.cause === undefined && error.message !== 'terminated';
}

const givers = new Map<string, (row: Row) => Given>();

function giverFor({ generation, commonjs, patched }: Job): (row: Row) => Given {
  const key = `${generation} ${String(commonjs)} ${String(patched)}`;
  const known = givers.get(key) ?? giving({ generation, commonjs, patched });
  givers.set(key, known);
  return known;
}

interface Task {
  readonly job: Job;
  readonly row: Row;
}

function waits({ row: { what } }: Task): boolean {
  return typeof what === 'object' && what.kind === 'silence';
}

async function main(list: string): Promise<void> {
  const jobs = JSON.parse(readFileSync(list, 'utf8')) as readonly Job[];
  const tasks = jobs.flatMap((job) =>
    rows.filter(({ kind }) => kind !== 'sse' || job.sse).map((row): Task => ({ job, row })),
  );
  // What is loaded for the first time holds everything up.
  await Promise.all(jobs.map((job) => giverFor(job)(ordinary).error()));
  const executed: Record<string, Record<string, string>> = {};
  const work = async (open: Task[]): Promise<void> => {
    for (let task = open.shift(); task !== undefined; task = open.shift()) {
      const answer = await settledAnswer(task);
      if (answer !== undefined) (executed[`${task.job.id} ${task.job.side}`] ??= {})[task.row.name] = answer;
    }
  };
  const [waiting, busy] = [tasks.filter(waits), tasks.filter((task) => !waits(task))];
  await Promise.all([
    ...Array.from({ length: inOneGo.waiting }, () => work(waiting)),
    ...Array.from({ length: inOneGo.busy }, () => work(busy)),
  ]);
  process.stdout.write(JSON.stringify(executed), () => process.exit(0));
}

await main(process.argv[2] ?? '');

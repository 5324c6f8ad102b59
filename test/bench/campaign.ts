// `npm run bench:campaign`: campaigns over real repositories of this machine with the built command (`npm run build` first), in a
// folder and on Redis, with 1, 2 and 4 workers. Writes the section "Measured" of docs/scale.md. `-- 20` takes so many repositories;
// `-- 20 paced` runs two workers on Redis at the real pace and counts their calls, and nothing else.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { redisPlace, sharedQueue } from '@resession/bot/redis';
import { type Hub, startHub } from '../bot/hub.ts';
import { sample } from '../cli/sample-files.ts';
import { freshEnvironment, mustRun } from '../e2e/command.ts';
import { type RedisServer, startRedis } from '../redis/server.ts';

const place = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const bin = place('../../packages/cli/bin/migrate.js');
const brief = ['--label=', '--no-reviewers', '--no-report', '--no-install', '--author', 'Bot <bot@example.com>'];

/** One campaign on a fresh host of its own. */
interface World {
  readonly hub: Hub;
  readonly names: readonly string[];
  readonly folder: string;
  readonly redis: RedisServer | null;
  /** When each content-creating call came, in milliseconds. */
  readonly calls: readonly number[];
}

interface Row {
  readonly queue: 'folder' | 'Redis';
  readonly workers: number;
  readonly seconds: number;
  readonly pullRequests: number;
}

async function inWorld<Result>(
  count: number,
  onRedis: boolean,
  work: (world: World) => Promise<Result>,
): Promise<Result> {
  const names = Array.from({ length: count }, (_, at) => `r${String(at).padStart(3, '0')}`);
  const [first = 'r', ...others] = names;
  const hub = await startHub(sample, { names: [first, ...others] });
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-bench-')));
  const redis = onRedis ? await startRedis('--appendonly', 'yes') : null;
  const calls: number[] = [];
  hub.fault = ({ method }) => {
    if (method !== 'GET') calls.push(Date.now());
    return null;
  };
  try {
    return await work({ hub, names, folder, redis, calls });
  } finally {
    await hub.stop();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const environment = ({ hub, redis }: World): NodeJS.ProcessEnv => ({
  ...freshEnvironment(),
  GITHUB_API_URL: hub.api.href,
  RESESSION_TOKEN: hub.token,
  ...(redis === null ? {} : { RESESSION_REDIS: redis.url }),
});

function start(world: World, args: readonly string[]): { readonly process: ChildProcess; said(): string } {
  const child = spawn(process.execPath, [bin, 'campaign', ...args], {
    cwd: world.folder,
    env: environment(world),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { process: child, said: () => said };
}

/** Seconds from the first command to the last pull request. */
async function carriedOut(world: World, workers: number, paced: boolean): Promise<number> {
  const { names, folder, redis, hub } = world;
  writeFileSync(path.join(folder, 'repos.txt'), names.map((name) => `acme/${name}\n`).join(''));
  const list = ['--repos', 'repos.txt', '--canary', String(names.length), '--no-hold'];
  const plan = [process.execPath, bin, 'campaign', 'plan', '--api-url', hub.api.href, ...list, ...brief];
  await mustRun(plan, folder);
  const begun = performance.now();
  const run = redis === null ? ['run', '--workers', String(workers)] : ['run', '--redis'];
  const conductor = start(world, run);
  const ended = once(conductor.process, 'close');
  const crew: ChildProcess[] = [];
  if (redis !== null) {
    const id = await campaignOf(conductor);
    if (!paced) await unpaced(redis, id);
    for (let each = 0; each < workers; each += 1)
      crew.push(start(world, ['work', '--redis', '--campaign', id, '--workers', '1']).process);
  }
  const [code] = (await ended) as [number | null];
  const seconds = (performance.now() - begun) / 1000;
  for (const each of crew) {
    each.kill('SIGTERM');
    await once(each, 'close');
  }
  if (code !== 0) throw new Error(`the campaign ended with ${String(code)}: ${conductor.said().slice(-2000)}`);
  return seconds;
}

async function campaignOf({ process: child, said }: ReturnType<typeof start>): Promise<string> {
  for (;;) {
    const [, id] = /--campaign ([0-9a-f]{10})/.exec(said()) ?? [];
    if (id !== undefined) return id;
    if (child.exitCode !== null) throw new Error(said());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What the machine can do, and not what GitHub lets it. */
async function unpaced({ url }: RedisServer, id: string): Promise<void> {
  const tell = (): void => undefined;
  const queue = await sharedQueue({ place: redisPlace(url), name: `campaign-${id}-propose`, tell });
  await queue.keepPace(null);
  await queue.close();
}

async function opened({ hub, names }: World): Promise<number> {
  const all = await Promise.all(names.map((name) => hub.pulls('all', name)));
  if (all.some((pulls) => pulls.length !== 1)) throw new Error('not one pull request for each repository');
  return all.length;
}

/** The most calls in any window of so many seconds. */
function mostIn(calls: readonly number[], seconds: number): number {
  const within = (from: number): number => calls.filter((each) => each >= from && each < from + seconds * 1000).length;
  return Math.max(0, ...calls.map(within));
}

async function speeds(count: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const queue of ['folder', 'Redis'] as const)
    for (const workers of [1, 2, 4]) {
      const row = await inWorld(count, queue === 'Redis', async (world) => {
        const seconds = await carriedOut(world, workers, false);
        return { queue, workers, seconds, pullRequests: await opened(world) };
      });
      process.stderr.write(`${queue}, ${String(workers)}: ${row.seconds.toFixed(0)} s\n`);
      rows.push(row);
    }
  return rows;
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ queue, workers, seconds, pullRequests }) => {
    const perMinute = ((pullRequests * 60) / seconds).toFixed(1);
    return `| ${queue} | ${String(workers)} | ${seconds.toFixed(0)} s | ${perMinute} | ${String(pullRequests)} |`;
  });
  const head = '| Queue | Workers | Time | Repositories a minute | Pull requests |\n| --- | --: | --: | --: | --: |\n';
  return head + cells.join('\n');
}

const heading = '## Measured';

async function writeSection(count: number, rows: readonly Row[]): Promise<void> {
  const file = place('../../docs/scale.md');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '# Scale\n';
  const from = text.indexOf(heading);
  const before = (from < 0 ? text : text.slice(0, from)).trimEnd();
  const next = from < 0 ? -1 : text.indexOf('\n## ', from + 1);
  const section = `${heading}

${String(count)} small repositories, all with something to change, on ${String(cpus().length)} cores that git, the host of the
repositories and its API share (\`npm run bench:campaign\`). Each is visited twice, to look and to propose. On Redis the limiter
was lifted, so that this is what the machine does; in the folder the pace did not bind. A worker is one visit at a time.

${table(rows)}
`;
  const all = `${before}\n\n${section}${next < 0 ? '' : text.slice(next)}`;
  writeFileSync(file, await format(all, { parser: 'markdown', printWidth: 120 }));
}

const count = Number(process.argv[2] ?? 200);
if (process.argv[3] === 'paced') {
  await inWorld(count, true, async (world) => {
    const seconds = await carriedOut(world, 2, true);
    await opened(world);
    const [minute, hour] = [60, 3600].map((length) => mostIn(world.calls, length));
    process.stdout.write(
      `${String(count)} repositories, two workers at the real pace: ${seconds.toFixed(0)} s, ${String(world.calls.length)} calls, ` +
        `at most ${String(minute)} in a minute and ${String(hour)} in an hour\n`,
    );
  });
} else {
  const rows = await speeds(count);
  process.stdout.write(`${table(rows)}\n`);
  await writeSection(count, rows);
}

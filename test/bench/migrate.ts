// `npm run bench:migrate`: a dry run of the built command on a large monorepo and a long file, beside a floor: the same files read and
// parsed, once each, by a process that does nothing else. `npm run bench:migrate -- <folder>` measures a repository of yours.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, run } from '../e2e/command.ts';
import { writeLongFile, writeMonorepo } from './monorepo.ts';

const command = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));
const parser = fileURLToPath(new URL('parse-files.ts', import.meta.url));

async function timed<Value>(work: () => Promise<Value>): Promise<readonly [Value, number]> {
  const begun = performance.now();
  const value = await work();
  return [value, (performance.now() - begun) / 1000];
}

interface Measured {
  readonly seconds: number;
  readonly floor: number;
  readonly findings: Readonly<Record<string, number>>;
  readonly scanned: number;
  readonly candidates: number;
}

async function measure(root: string, sources: readonly string[]): Promise<Measured> {
  const [, floor] = await timed(() =>
    mustRun([process.execPath, '--import', 'tsx', parser, ...sources], process.cwd()),
  );
  const [ran, seconds] = await timed(() => run([process.execPath, command, '--dry-run', '--format', 'json'], root));
  if (ran.code !== 0 && ran.code !== 1) throw new Error(`the dry run ended with ${String(ran.code)}: ${ran.stderr}`);
  const report = JSON.parse(ran.stdout) as {
    readonly findings: readonly { readonly kind: string; readonly codemod: string }[];
    readonly project: { readonly files: { readonly scanned: number; readonly candidates: number } };
  };
  const findings: Record<string, number> = {};
  for (const { codemod, kind } of report.findings) {
    findings[`${codemod} ${kind}`] = (findings[`${codemod} ${kind}`] ?? 0) + 1;
  }
  return { seconds, floor, findings, ...report.project.files };
}

function tell(name: string, { seconds, floor, findings, scanned, candidates }: Measured): void {
  const found = Object.entries(findings).map(([kind, count]) => `${String(count)} ${kind}`);
  console.log(
    `${name}: ${seconds.toFixed(1)} s for ${String(scanned)} files, ${String(candidates)} candidates; floor ${floor.toFixed(1)} s, ` +
      `ratio ${(seconds / floor).toFixed(1)}; ${found.join(', ') || 'nothing found'}`,
  );
}

/** What is measured, how many guesses are to be found there, and the bounds: seconds on two cores, times the floor. */
interface Trial {
  readonly name: string;
  readonly write: (root: string) => Promise<readonly string[]>;
  readonly guesses: number;
  readonly seconds: number;
  readonly ratio: number;
}

const trials: readonly Trial[] = [
  { name: '100 packages', write: (root) => writeMonorepo(root, 100), guesses: 100, seconds: 20, ratio: 25 },
  { name: 'a file of 27,000 lines', write: (root) => writeLongFile(root, 3_000), guesses: 1, seconds: 30, ratio: 25 },
];

async function hold({ name, write, guesses, seconds, ratio }: Trial): Promise<boolean> {
  const root = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const measured = await measure(root, await write(root));
    tell(name, measured);
    const every = measured.findings['expiry-guess-to-code fix'] === guesses;
    return every && measured.seconds < seconds && measured.seconds / measured.floor < ratio;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function ownRepository(root: string): Promise<void> {
  const listed = await mustRun(['git', 'ls-files', '-z'], root);
  const code = listed.split('\0').filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  const texts = await Promise.all(code.map((path) => readFile(join(root, path), 'utf8').catch(() => '')));
  const near = code.filter(
    (_, at) => /modelcontextprotocol|mcp/i.test(texts[at] ?? '') && (texts[at]?.length ?? 0) < 500_000,
  );
  tell(root, await measure(root, near.map((path) => join(root, path)))); // prettier-ignore
}

const [folder] = process.argv.slice(2);
if (folder !== undefined) await ownRepository(folder);
else for (const trial of trials) if (!(await hold(trial))) process.exitCode = 1;

// Runs the contract on a release, in a process of its own, and says how each row went.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import semver from 'semver';
import { installed, withTransport } from './package-cache.ts';
import { type Which } from './sdk.ts';
import { type Generation, type Release } from './versions.ts';

const run = promisify(execFile);
const ROWS_SCRIPT = fileURLToPath(new URL('run-rows.ts', import.meta.url));
const EXPECTED = fileURLToPath(new URL('expected-stock-failures.json', import.meta.url));

/** By row: null when it holds, else why not. */
export type Outcomes = Readonly<Record<string, string | null>>;

/**
 * Installs the release and runs the rows that apply to it.
 * @param built the unpacked transport
 * @param purpose names the folder of the installation
 */
export async function runContract(release: Release, which: Which, built: string, purpose: string): Promise<Outcomes> {
  const folder = await installed(release.name, release.version, purpose);
  await withTransport(folder, built);
  const args = ['--import', 'tsx', ROWS_SCRIPT, folder, release.generation, release.version, which];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024, timeout: 300_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Outcomes;
}

/** Rows that stock is known to fail: by generation, row id and the range of releases. */
type Expected = Readonly<Record<Generation, Readonly<Record<string, string>>>>;

/** The rows that the stock transport of this release is expected to fail. */
export function expectedStockFailures({ generation, version }: Release): readonly string[] {
  const expected = (JSON.parse(readFileSync(EXPECTED, 'utf8')) as Expected)[generation];
  return Object.entries(expected).flatMap(([id, range]) => (semver.satisfies(version, range) ? [id] : []));
}

/** The rows that do not hold, and why. */
export function failures(outcomes: Outcomes): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(outcomes).flatMap(([id, why]) => (why === null ? [] : [[id, why]])));
}

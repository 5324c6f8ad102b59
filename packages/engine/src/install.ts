// Runs the project's package manager after the files are written. What it changes goes into the run's journal first, so
// that undo restores lockfiles too.

import { codeOf, type Host, largestRead } from './host.ts';
import { ResessionError } from './error.ts';
import { placeInside, present } from './inside.ts';
import {
  journalPlace,
  keepJournal,
  readJournals,
  unsettled,
  type Journal,
  type JournalFile,
  type JournalPlace,
} from './journal.ts';
import { stepOf } from './installs.ts';
import { withLock } from './lock.ts';
import type { NextStep, Plan, PlannedInstall, Verdict } from './plan.ts';
import { resolves } from './resolves.ts';

/** What came of the installation. */
export interface Installed {
  /** The plan's verdicts, with `install` and `resolves` as they turned out. */
  readonly verdicts: readonly Verdict[];
  readonly nextSteps: readonly NextStep[];
}

const lockfiles: Readonly<Record<string, readonly string[]>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
  pnpm: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnp.cjs'],
  yarn: ['yarn.lock', '.pnp.cjs', '.pnp.data.json', '.pnp.loader.mjs'],
  bun: ['bun.lock', 'bun.lockb'],
};

/** What is said of the installation where it is not run: it is pending, and how to run it. */
export function leaveInstall(plan: Plan): Installed {
  const installs = installsOf(plan);
  if (installs.length === 0) return { verdicts: plan.verdicts, nextSteps: [] };
  const why = `Not run: ${installs.map(inWords).join(', ')}.`;
  return {
    verdicts: withVerdicts(plan, 'pending', why, { check: 'resolves', outcome: 'pending', why: 'Not installed yet.' }),
    nextSteps: installs.map(stepOf),
  };
}

/**
 * Installs and looks at what resolves. A failed installation is a verdict, not an error: the written code stays. `run` is
 * what `apply` gave; its output goes to stderr. Throws `ResessionError` where that run has no journal any more.
 */
export async function install(plan: Plan, run: string, host: Host): Promise<Installed> {
  const installs = installsOf(plan);
  if (installs.length === 0) return { verdicts: plan.verdicts, nextSteps: [] };
  const root = host.realpath(plan.root);
  const place = await journalPlace(root, host);
  return withLock(place.folder, host, async () => {
    const huge = touched(plan).find((path) => (host.lstat(inRoot(root, path))?.size ?? 0) > largestRead);
    if (huge !== undefined) return failed(plan, [`${huge} is too large to be kept for an undo`], installs);
    const journal = opened(plan, run, root, place, host);
    keepJournal(place, { journal, state: 'done' }, host);
    const fresh = installs.filter(({ cwd }) => host.lstat(inRoot(root, cwd, 'node_modules')) === null);
    const failures: string[] = [];
    for (const one of installs) {
      const failure = await runOne(one, root, host);
      if (failure !== null) failures.push(failure);
    }
    keepJournal(place, { journal: settled(journal, plan, root, host), state: 'done' }, host);
    if (failures.length > 0) return failed(plan, failures, installs);
    const why = `${installs.map(inWords).join(', ')}. Install scripts were not run.`;
    return { verdicts: withVerdicts(plan, 'passed', why, resolves(plan, host)), nextSteps: fresh.map(scriptsStep) };
  });
}

function failed(plan: Plan, failures: readonly string[], installs: readonly PlannedInstall[]): Installed {
  const why = 'The installation failed.';
  return {
    verdicts: withVerdicts(plan, 'failed', failures.join('; '), { check: 'resolves', outcome: 'skipped', why }),
    nextSteps: installs.map(stepOf),
  };
}

function installsOf(plan: Plan): readonly PlannedInstall[] {
  return plan.install === null ? [] : [plan.install, ...(plan.furtherInstalls ?? [])];
}

async function runOne({ argv, cwd }: PlannedInstall, root: string, host: Host): Promise<string | null> {
  try {
    const { code } = await host.run(argv, { cwd: inRoot(root, cwd), inherit: true });
    return code === 0 ? null : `${inWords({ argv, cwd })} ended with code ${String(code)}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return `${String(argv[0])} is not installed on this machine`;
    throw error;
  }
}

/** The journal of the run with every file in it that an installation may change, as it is now. */
function opened(plan: Plan, run: string, root: string, place: JournalPlace, host: Host): Journal {
  const kept = readJournals(place, host).find(({ journal }) => journal.id === run);
  if (kept === undefined) throw new ResessionError(`no run ${run}`, place.folder, 'Write the plan first.');
  const known = new Map(kept.journal.files.map((file) => [file.path, file]));
  for (const path of touched(plan)) {
    const entry = known.get(path) ?? { path, before: originalAt(path, root, host), after: unsettled };
    if (entry.before !== undefined) known.set(path, { ...entry, before: entry.before, after: unsettled });
  }
  return { ...kept.journal, files: [...known.values()], installs: installsOf(plan) };
}

/** Lockfiles, and the manifests: yarn puts those into its own format as it installs. */
function touched(plan: Plan): readonly string[] {
  const folders = plan.project.packages.map(({ path }) => path);
  const manifests = plan.files.filter(({ kind }) => kind === 'manifest').map(({ path }) => path);
  const locks = installsOf(plan).flatMap(({ argv: [program = ''], cwd }) => [
    ...(lockfiles[program] ?? []).map((name) => inside(cwd, name)),
    inside(cwd, 'package.json'),
  ]);
  return [...new Set([...locks, ...folders.map((folder) => inside(folder, 'package.json')), ...manifests])];
}

/** Undefined where it is not ours to restore: a symlink, or a folder in its place. */
function originalAt(path: string, root: string, host: Host): JournalFile['before'] | undefined {
  try {
    const now = present(placeInside(root, path, host), host);
    if (now === null) return null;
    const { mode, owner } = now.stat;
    const bytes = now.bytes.toString('base64');
    return { bytes, hash: now.hash, mode, ...(owner === undefined ? {} : { owner }) };
  } catch (error) {
    if (error instanceof ResessionError) return undefined;
    throw error;
  }
}

/** The journal with what the files are now; those that the installation left alone, and the run too, go out of it. */
function settled(journal: Journal, plan: Plan, root: string, host: Host): Journal {
  const written = new Set(plan.files.map(({ path }) => path));
  const files = journal.files.flatMap((file): JournalFile[] => {
    if (file.after !== unsettled) return [file];
    const now = originalAt(file.path, root, host);
    if (now === undefined) return [file];
    const after = now?.hash ?? null;
    const same = after === (file.before?.hash ?? null);
    return same && !written.has(file.path) ? [] : [{ ...file, after }];
  });
  return { ...journal, files };
}

function withVerdicts(plan: Plan, outcome: Verdict['outcome'], why: string, then: Verdict): readonly Verdict[] {
  const others = plan.verdicts.filter(({ check }) => check !== 'install' && check !== 'resolves');
  return [...others, { check: 'install', outcome, why }, then];
}

function scriptsStep({ argv: [program = ''], cwd }: PlannedInstall): NextStep {
  const command = program === 'npm' || program === 'pnpm' ? [program, 'rebuild'] : [program, 'install'];
  const text = 'Nothing was installed here before, and install scripts were left out; to run them:';
  return { text, command, in: cwd };
}

function inWords({ argv, cwd }: PlannedInstall): string {
  return `${argv.join(' ')}${cwd === '' ? '' : ` in ${cwd}`}`;
}

function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function inRoot(root: string, ...segments: readonly string[]): string {
  return [root, ...segments.filter((segment) => segment !== '')].join('/');
}

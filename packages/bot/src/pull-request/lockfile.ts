// A pull request whose lockfile knows nothing of its manifests fails in every CI. npm brings a lockfile up to date without an
// installation, on a copy of the manifests.

import path from 'node:path';
import {
  bytesAfter,
  codeOf,
  git,
  type Host,
  type Plan,
  type PlannedFile,
  type PlannedInstall,
  plannedText,
} from '@resession/engine';

/** What npm reads to resolve a tree. */
const read = ['package.json', '.npmrc', 'package-lock.json', 'npm-shrinkwrap.json'];

/** The one that npm writes, if it is there. */
const written = ['npm-shrinkwrap.json', 'package-lock.json'];

/** An `.npmrc` names the program that npm starts for git; the environment goes over it, in what npm starts as well. */
const ownPrograms = { npm_config_git: 'git', npm_config_ignore_scripts: 'true' };

/** Milliseconds. */
const longest = 3 * 60 * 1000;

/**
 * The plan with its lockfiles, and without the installations that this makes true. What npm cannot do, and other package
 * managers, stay installations of the plan: somebody has to run them.
 */
export async function withLockfiles(plan: Plan, host: Host): Promise<Plan> {
  const { install, furtherInstalls = [], files } = plan;
  const installs = [...(install === null ? [] : [install]), ...furtherInstalls];
  if (!installs.some(isNpm) || files.length === 0) return plan;
  const tracked = await trackedFiles(plan, host);
  const left: PlannedInstall[] = [];
  const locks: PlannedFile[] = [];
  for (const each of installs) {
    const name = isNpm(each)
      ? written.map((lock) => path.posix.join(each.cwd, lock)).find((lock) => tracked.includes(lock))
      : undefined;
    const lock = name === undefined ? null : await lockAfter(plan, each, name, tracked, host);
    if (lock === null) left.push(each);
    else locks.push(...lock);
  }
  const [first = null, ...others] = left;
  return { ...plan, files: [...files, ...locks], install: first, furtherInstalls: others };
}

/** Above the root, the manifests are not ours to read. */
function isNpm({ argv, cwd }: PlannedInstall): boolean {
  return argv[0] === 'npm' && !cwd.startsWith('..');
}

async function trackedFiles({ root }: Plan, host: Host): Promise<readonly string[]> {
  const patterns = read.map((name) => `:(glob)**/${name}`);
  const listed = await git(host, root, ['ls-files', '-z', '--', ...patterns]);
  const names = (listed?.stdout ?? '').split('\0').filter((name) => name !== '');
  return names.filter((name) => host.lstat(path.join(root, name))?.kind === 'file');
}

/** The lockfile as npm leaves it, nothing where it stays what it was; null where that cannot be had. */
async function lockAfter(
  { root, files }: Plan,
  { argv, cwd }: PlannedInstall,
  name: string,
  tracked: readonly string[],
  host: Host,
): Promise<readonly PlannedFile[] | null> {
  const before = host.read(path.join(root, name)).toString('utf8');
  // npm would write one of the first version anew, line by line.
  if (!isCurrent(before)) return null;
  const after = await host.inScratch(new Map(), async (folder, scratch) => {
    for (const each of tracked) scratch.copy(path.join(root, each), `tree/${each}`);
    for (const file of files)
      if (file.kind !== 'source' && file.gone !== true) scratch.put(`tree/${file.path}`, bytesAfter(file));
    try {
      const line = [...argv, '--package-lock-only', '--prefer-offline'];
      const done = await host.run(line, { cwd: path.join(folder, 'tree', cwd), env: ownPrograms, timeout: longest });
      return done.code === 0 ? host.read(path.join(folder, 'tree', name)).toString('utf8') : null;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      return null;
    }
  });
  if (after === null || !isCurrent(after)) return null;
  return after === before ? [] : [plannedText(name, 'manifest', before, after)];
}

function isCurrent(lock: string): boolean {
  try {
    const value: unknown = JSON.parse(lock.replace(/^\uFEFF/, ''));
    const version =
      typeof value === 'object' && value !== null && 'lockfileVersion' in value ? value.lockfileVersion : 0;
    return typeof version === 'number' && version >= 2;
  } catch {
    return false;
  }
}

// A tree that was migrated, judged as it stands: what its compiler says that it did not say of the last commit, whether the
// transport that its manifests declare is installed, and what a command of the user's says of a copy.

import path from 'node:path';
import { git } from './git.ts';
import type { Glance } from './glance.ts';
import { filtersOff } from './guard.ts';
import type { Host } from './host.ts';
import { realRoot } from './inside.ts';
import { installedAbove } from './installed.ts';
import { workspaceAbove } from './installs.ts';
import { manifestIn } from './manifest-file.ts';
import type { Verdict } from './plan.ts';
import { transportName } from './transport-package.ts';
import { typeCheck } from './type-check/type-check.ts';
import { ranOnCopy } from './trial.ts';
import { treeTypesVerdict } from './verify.ts';

const isSource = /\.[cm]?[jt]sx?$/;

/** Everything that can be said of the tree without another plan. `argv` is a command of the user's, or null. */
export async function judgeTree(
  { root, project, speakers }: Pick<Glance, 'root' | 'project' | 'speakers'>,
  argv: readonly string[] | null,
  host: Host,
  signal?: AbortSignal,
): Promise<{ readonly verdicts: readonly Verdict[]; readonly output: string | null }> {
  const home = realRoot(root.path, host);
  const arrived = arrivals([...project.packages.values()], home, host);
  signal?.throwIfAborted();
  const types = await typesOf(home, speakers, host);
  signal?.throwIfAborted();
  if (argv === null) return { verdicts: [arrived, types], output: null };
  const { code, output } = await ranOnCopy(argv, home, host);
  const said = `\`${argv.join(' ')}\``;
  const how = code === 0 ? 'passes' : code === null ? 'was stopped' : 'fails';
  const why = `${said} ${how} on a copy of the tree.`;
  return { verdicts: [arrived, types, { check: 'command', outcome: code === 0 ? 'passed' : 'failed', why }], output };
}

/** Whether every package that declares the patched transport sees an installed one. */
function arrivals(
  packages: readonly { readonly path: string; readonly manifest: { readonly ranges: ReadonlyMap<string, string> } }[],
  root: string,
  host: Host,
): Verdict {
  const declaring = packages.filter(({ manifest }) => manifest.ranges.has(transportName));
  if (declaring.length === 0)
    return { check: 'resolves', outcome: 'skipped', why: `No manifest declares ${transportName}.` };
  if (host.lstat(path.join(root, '.pnp.cjs')) !== null)
    return { check: 'resolves', outcome: 'skipped', why: "The packages are installed by Plug'n'Play." };
  const upTo = workspaceAbove(root, host) ?? root;
  const lacking = declaring.filter(
    ({ path: folder }) => installedAbove(path.join(root, folder), upTo, transportName, host) === null,
  );
  if (lacking.length === 0)
    return { check: 'resolves', outcome: 'passed', why: `${transportName} is installed where it is declared.` };
  const named = lacking.slice(0, 3).map(({ path: folder }) => manifestIn(folder));
  const more = lacking.length > 3 ? ` and ${String(lacking.length - 3)} more` : '';
  return {
    check: 'resolves',
    outcome: 'failed',
    why: `${transportName} is declared in ${named.join(', ')}${more}, and not installed.`,
  };
}

/** What the compiler says now and did not say of the last commit; outside git, all that it says. */
async function typesOf(root: string, speakers: readonly string[], host: Host): Promise<Verdict> {
  const committed = await changedSince(root, host);
  const changed = committed === null ? [] : committed.paths.filter((file) => isSource.test(file));
  const files = [...new Set([...speakers, ...changed])].filter(
    (file) => host.lstat(path.join(root, file))?.kind === 'file',
  );
  if (files.length === 0) return { check: 'types', outcome: 'skipped', why: 'No file speaks of MCP.' };
  const now = new Map(files.map((file) => [file, host.read(path.join(root, file)).toString('utf8')]));
  const original = (file: string): { text: string; mark: string } | undefined => {
    const text = now.get(file);
    return text === undefined ? undefined : { text, mark: '' };
  };
  const input = { root, upTo: workspaceAbove(root, host) ?? root, files, original };
  return host.inScratch(new Map(), async (folder, scratch) => {
    const check = await typeCheck({ ...input, importers: [], transport: new Map() }, folder, scratch, host);
    if ('skipped' in check) return { check: 'types', outcome: 'skipped', why: check.skipped };
    const before = new Map<string, string>();
    for (const file of changed) {
      if (now.has(file)) before.set(file, (await committed?.textOf(file)) ?? '');
    }
    const faults = committed === null ? check.before : before.size === 0 ? [] : await check.notWith(before);
    return treeTypesVerdict(check, faults, committed !== null);
  });
}

/** The files that are not as the last commit has them, and their texts in it; null where there is no commit. */
async function changedSince(
  root: string,
  host: Host,
): Promise<{ readonly paths: readonly string[]; textOf(file: string): Promise<string> } | null> {
  const top = await git(host, root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (top?.code !== 0) return null;
  const prefix = await git(host, root, ['rev-parse', '--show-prefix']);
  const inside = prefix?.stdout.replace(/\r?\n$/, '') ?? '';
  const flags = ['--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--', '.'];
  const asked = await git(host, root, [...(await filtersOff(root, host)), 'status', ...flags]);
  if (asked?.code !== 0) return null;
  const entries = asked.stdout.split('\0').filter((line) => line !== '');
  return {
    paths: entries.map((entry) => entry.slice(3 + inside.length)),
    textOf: async (file) => (await git(host, root, ['cat-file', 'blob', `HEAD:${inside}${file}`]))?.stdout ?? '',
  };
}

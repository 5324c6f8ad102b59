// The type-check guard: the consumer's own compiler, on a copy of its tree, before and after a change. What it did not say
// before counts, and nothing else. Writes nothing into the consumer's tree and runs nothing of it but its compiler.

import path from 'node:path';
import type { Host, Scratch } from '../host.ts';
import { compilerFor, type Compiler, type NoCompiler } from './compiler.ts';
import { type Diagnostic, diagnosticsIn, newIn } from './diagnostics.ts';
import { sentence } from '../sentence.ts';
import { layShadow, TooLarge, treeName } from '../shadow-tree.ts';
import { ownersOf, type TypeProject } from './projects.ts';

export interface TypeCheckInput {
  /** Absolute, real. */
  readonly root: string;
  /** Up to where packages may be installed: the workspace that the root is in, or the root. */
  readonly upTo: string;
  /** The files that change, relative to the root: their projects are looked at. */
  readonly files: readonly string[];
  /** What any file that may change holds now, and the byte order mark that it begins with. */
  readonly original: (path: string) => { readonly text: string; readonly mark: string } | undefined;
  /** Folders of the packages that get the patched transport. */
  readonly importers: readonly string[];
  /** The files of the patched transport, by path below its folder. */
  readonly transport: ReadonlyMap<string, Buffer>;
}

/** A compiler that stands ready. */
export interface TypeCheck {
  /** What it says of these texts (all others as they are) that it did not say before. */
  newWith(texts: ReadonlyMap<string, string>): Promise<readonly Fault[]>;
  /** What it says of the tree as it is that it does not say of these texts. */
  notWith(texts: ReadonlyMap<string, string>): Promise<readonly Fault[]>;
  /** The projects that it looks at, in words. */
  readonly projects: string;
  /** Files that it does not look at, with the reason. */
  readonly unchecked: ReadonlyMap<string, string>;
  /** What it says of the tree as it is, and how much that is. */
  readonly before: readonly Fault[];
  readonly known: number;
}

/** An error that a change makes. */
export interface Fault extends Diagnostic {
  /** `tsc 5.9.3` */
  readonly compiler: string;
}

/** Why nothing can be checked, as a sentence. */
export interface Unchecked {
  readonly skipped: string;
}

/** Milliseconds for one run of the compiler. */
const longest = 10 * 60_000;

const wanted = /\.(?:[cm]?[jt]sx?|json|vue|svelte|astro|mdx?|css|scss|graphql|gql|svg)$/;

/** Lays the copy and runs the compiler over it as it is. */
export async function typeCheck(
  input: TypeCheckInput,
  folder: string,
  scratch: Scratch,
  host: Host,
): Promise<TypeCheck | Unchecked> {
  const { root, upTo, files, original } = input;
  const tree = path.join(folder, treeName);
  const compilers = new Map<string, Promise<Compiler | NoCompiler>>();
  const compilerOf = (below: string): Promise<Compiler | NoCompiler> => {
    const found = compilers.get(below) ?? compilerFor(path.join(root, below), root, upTo, host);
    compilers.set(below, found);
    return found;
  };
  if (host.lstat(path.join(root, '.pnp.cjs')) !== null) {
    return { skipped: "The packages are installed by Plug'n'Play, where a compiler needs its own loader." };
  }
  // Without a compiler nothing has to be copied.
  const found = await Promise.all(files.map((file) => compilerOf(path.posix.dirname(file))));
  const lacks = found.flatMap((each) => ('lack' in each ? [each.lack] : []));
  if (lacks[0] !== undefined && lacks.length === found.length) return { skipped: sentence(lacks[0]) };
  try {
    await layShadow({ ...input, wanted: (name) => wanted.test(name) }, folder, scratch, host);
  } catch (error) {
    if (error instanceof TooLarge) return { skipped: 'The repository is too large to be copied for its compiler.' };
    throw error;
  }
  const owners = await ownersOf(files, tree, compilerOf, host);
  const usable: { readonly project: TypeProject; readonly before: readonly Diagnostic[] }[] = [];
  const unchecked = new Map(owners.unowned);
  for (const project of owners.projects) {
    const before = await run(project, folder, tree, host);
    const broken = typeof before === 'string' ? before : brokenBefore(before);
    if (broken === null && typeof before !== 'string') usable.push({ project, before });
    else
      for (const file of project.files)
        unchecked.set(file, `${project.config} does not compile as it is: ${String(broken)}`);
  }
  if (usable.length === 0) {
    const [first = 'no file that changes is TypeScript'] = unchecked.values();
    return { skipped: sentence(first) };
  }
  const written = new Set<string>();
  const lay = (file: string, text: string | undefined): void => {
    const now = original(file);
    if (now === undefined || ((text ?? now.text) === now.text && !written.has(file))) return;
    written.add(file);
    scratch.put(path.join(treeName, file), Buffer.from(now.mark + (text ?? now.text), 'utf8'));
  };
  const compared = async (texts: ReadonlyMap<string, string>, compare: typeof newIn): Promise<readonly Fault[]> => {
    for (const file of new Set([...texts.keys(), ...written])) lay(file, texts.get(file));
    const found: Fault[] = [];
    for (const { project, before } of usable) {
      const after = await run(project, folder, tree, host);
      const compiler = nameOf(project);
      if (typeof after === 'string') throw new Error(`${compiler} on ${project.config}: ${after}`);
      found.push(...compare(before, after).map((diagnostic) => ({ ...diagnostic, compiler })));
    }
    return found;
  };
  const said = usable.flatMap(({ project, before }) =>
    before.map((each): Fault => ({ ...each, compiler: nameOf(project) })),
  );
  return {
    projects: inWords(usable.map(({ project }) => project)),
    unchecked,
    before: said,
    known: said.length,
    newWith: (texts) => compared(texts, newIn),
    notWith: (texts) => compared(texts, (before, after) => newIn(after, before)),
  };
}

function nameOf({ compiler }: TypeProject): string {
  return `tsc ${compiler.version}`;
}

/** The errors; a text where the compiler did not come to its end. */
async function run(
  { config, compiler, builds }: TypeProject,
  folder: string,
  tree: string,
  host: Host,
): Promise<readonly Diagnostic[] | string> {
  const info = path.join(folder, 'info', `${config.replaceAll('/', '__')}.tsbuildinfo`);
  const argv = builds
    ? ['-b', config, '--pretty', 'false']
    : ['-p', config, '--noEmit', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', info];
  const { code, stdout, stderr } = await host.run([...compiler.argv, ...argv], { cwd: tree, timeout: longest });
  if (code === null) return 'the compiler took longer than ten minutes, or was stopped';
  const found = diagnosticsIn(stdout, tree);
  if (code !== 0 && found.length === 0) return (stderr || stdout).trim().split('\n')[0] ?? 'the compiler failed';
  return found;
}

/** What keeps a comparison from meaning anything: a configuration that does not hold, or an SDK that is not installed. */
function brokenBefore(before: readonly Diagnostic[]): string | null {
  const found = before.find(
    ({ path: at, code, message }) =>
      at === null || (/^TS(?:2307|2792|7016)$/.test(code) && message.includes('@modelcontextprotocol/')),
  );
  return found === undefined ? null : `${found.code}: ${found.message}`;
}

function inWords(projects: readonly TypeProject[]): string {
  const versions = [...new Set(projects.map(({ compiler }) => compiler.version))].sort();
  const configs = projects.map(({ config }) => config).sort();
  const named = configs.length > 4 ? [...configs.slice(0, 3), `${String(configs.length - 3)} more`] : configs;
  return `tsc ${versions.join(', ')} on ${named.join(', ')}`;
}

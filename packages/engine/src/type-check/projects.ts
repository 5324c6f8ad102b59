// Which tsconfig a file belongs to. The compiler itself is asked (`--showConfig`), so that `extends`, globs and defaults
// mean what they mean to it.

import path from 'node:path';
import type { Host } from '../host.ts';
import type { Compiler } from './compiler.ts';

/** A project of the compiler, and the changed files that are in it. */
export interface TypeProject {
  /** Path of the tsconfig, relative to the root. */
  readonly config: string;
  readonly compiler: Compiler;
  /** It has references, so it is built (`-b`) and not only checked. */
  readonly builds: boolean;
  readonly files: readonly string[];
}

/** What a tsconfig comes to. */
interface Shown {
  /** Relative to the root. */
  readonly files: ReadonlySet<string>;
  readonly builds: boolean;
  readonly checksScripts: boolean;
}

export interface Owners {
  readonly projects: readonly TypeProject[];
  /** Files in no project, by path: why, as the end of a sentence. */
  readonly unowned: ReadonlyMap<string, string>;
}

const isConfig = /^[jt]sconfig(?:\.[\w.-]+)?\.json$/;
const isScript = /\.[cm]?jsx?$/;

/** Finds the project of every file (relative to the root); `tree` (absolute) is where the compiler reads. */
export async function ownersOf(
  files: readonly string[],
  tree: string,
  compilerOf: (folder: string) => Promise<Compiler | { readonly lack: string }>,
  host: Host,
): Promise<Owners> {
  const projects = new Map<
    string,
    { readonly compiler: Compiler; readonly builds: boolean; readonly files: string[] }
  >();
  const unowned = new Map<string, string>();
  const shown = new Map<string, Shown | string>();
  for (const file of files) {
    let why = 'no tsconfig.json includes it';
    for (const config of configsAbove(file, tree, host)) {
      const compiler = await compilerOf(path.posix.dirname(config));
      if ('lack' in compiler) {
        why = compiler.lack;
        continue;
      }
      const known = shown.get(config);
      const project = known === undefined ? await show(config, compiler, tree, host) : known;
      shown.set(config, project);
      if (typeof project === 'string') why = `${config} does not hold: ${project}`;
      if (typeof project === 'string' || !project.files.has(file)) continue;
      if (isScript.test(file) && !project.checksScripts) {
        why = 'it is JavaScript, which its project does not check';
        continue;
      }
      const { builds } = project;
      const entry = projects.get(config) ?? { compiler, builds, files: [] };
      entry.files.push(file);
      projects.set(config, entry);
      why = '';
      break;
    }
    if (why !== '') unowned.set(file, why);
  }
  return { projects: [...projects].map(([config, project]) => ({ config, ...project })), unowned };
}

/** The tsconfigs of the folders above a file, the nearest first, in each folder the plain name first. */
function configsAbove(file: string, tree: string, host: Host): readonly string[] {
  const found: string[] = [];
  for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
    const names = host.lstat(path.join(tree, folder)) === null ? [] : host.readdir(path.join(tree, folder));
    const configs = names.filter((name) => isConfig.test(name)).sort(plainFirst);
    found.push(...configs.map((name) => path.posix.join(folder, name)));
    if (folder === '.') return found;
  }
}

function plainFirst(a: string, b: string): number {
  const rank = (name: string): number => ['tsconfig.json', 'jsconfig.json'].indexOf(name) >>> 0;
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** A text where the compiler does not take it, in its words. */
async function show(config: string, { argv }: Compiler, tree: string, host: Host): Promise<Shown | string> {
  const { code, stdout } = await host.run([...argv, '-p', config, '--showConfig'], { cwd: tree, timeout: 60_000 });
  if (code !== 0) return stdout.trim().split('\n')[0] ?? 'the compiler failed';
  try {
    const json = JSON.parse(stdout) as {
      files?: unknown;
      references?: unknown;
      compilerOptions?: { checkJs?: unknown };
    };
    const files = Array.isArray(json.files) ? json.files.filter((each) => typeof each === 'string') : [];
    const folder = path.posix.dirname(config);
    return {
      files: new Set(files.map((each) => path.posix.join(folder, each))),
      builds: Array.isArray(json.references) && json.references.length > 0,
      checksScripts: json.compilerOptions?.checkJs === true,
    };
  } catch {
    return 'what the compiler shows of it is no JSON';
  }
}

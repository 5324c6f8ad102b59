// A program of the type checker over a part of the repository, in memory: it sees the texts of a round, the library files
// of its own, and declaration files below node_modules inside of the root. Nothing of the consumer is run.

import type { RoundView } from '../modules/round.ts';
import { type ImportedName, importedNames } from '../modules/specifiers.ts';
import { type Compiler, type ts } from './compiler.ts';
import type { Disk } from './disk.ts';
import type { SharedFiles } from './shared-files.ts';
import { standInPath, standInText, standsFor } from './stand-ins.ts';
import { moduleAt, nodeTypes } from './targets.ts';

/** What every program of a run is made with. */
export interface Workshop {
  readonly compiler: Compiler;
  readonly root: string;
  readonly disk: Disk;
  readonly files: SharedFiles;
}

/** Declaration files of dependencies in one program; what lies beyond them is not known. */
const mostDeclarations = 3000;

/** Makes a program of files (relative to the root) that may load those of `reach`. */
export function makeProgram(
  { compiler, root, disk, files }: Workshop,
  view: RoundView,
  roots: readonly string[],
  reach: ReadonlySet<string>,
  options: ts.CompilerOptions,
  old: ts.Program | undefined,
): ts.Program {
  const { ts } = compiler;
  const inside = (path: string): string | undefined =>
    path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
  const standIns = namesOfPackages(view, reach);
  let declarations = 0;

  const textOf = (path: string): string | undefined => {
    const lib = compiler.lib(path);
    if (lib !== undefined) return lib;
    const names = standIns.get(standsFor(path) ?? '');
    if (names !== undefined) return standInText(names);
    const own = inside(path);
    if (own !== undefined && reach.has(own)) return view.text(own);
    if (!path.includes('/node_modules/') || (declarations += 1) > mostDeclarations) return undefined;
    return disk.read(path);
  };
  const host: ts.CompilerHost = {
    getSourceFile: (path, format) => {
      const text = textOf(path);
      return text === undefined ? undefined : files.of(path, text, format);
    },
    getDefaultLibFileName: (of) => `${compiler.libFolder}/${ts.getDefaultLibFileName(of)}`,
    getDefaultLibLocation: () => compiler.libFolder,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: disk.isFile,
    directoryExists: disk.isFolder,
    getDirectories: (path) => [...disk.folders(path)],
    readFile: (path) => compiler.lib(path) ?? disk.read(path),
    realpath: disk.real,
    writeFile: () => undefined,
    jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
    resolveModuleNameLiterals: (literals, containing, _redirected, own) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, containing, own) })),
  };
  const cache = ts.createModuleResolutionCache(root, (path) => path, options);

  const resolve = (
    specifier: string,
    containing: string,
    own: ts.CompilerOptions,
  ): ts.ResolvedModuleFull | undefined => {
    const from = inside(containing);
    const lead =
      from === undefined || containing.includes('/node_modules/')
        ? undefined
        : view.index.resolution.lead(from, specifier);
    if (lead?.kind === 'file') return reach.has(lead.path) ? moduleAt(`${root}/${lead.path}`, false) : undefined;
    const declared = from === undefined ? undefined : nodeTypes(disk, root, from, specifier);
    if (declared !== undefined) return moduleAt(declared, true);
    const found = ts.resolveModuleName(specifier, containing, own, host, cache).resolvedModule;
    if (found !== undefined && /\.[cm]?ts$/.test(found.extension)) return found;
    return standIns.has(specifier) ? moduleAt(standInPath(specifier), true) : undefined;
  };
  return ts.createProgram({
    rootNames: roots.map((path) => `${root}/${path}`),
    options,
    host,
    ...(old && { oldProgram: old }),
  });
}

/** The names that the files take from packages, by specifier. */
function namesOfPackages(view: RoundView, reach: ReadonlySet<string>): ReadonlyMap<string, readonly ImportedName[]> {
  const found = new Map<string, ImportedName[]>();
  for (const path of reach) {
    for (const [specifier, names] of importedNames(view.text(path) ?? '')) {
      if (view.index.resolution.lead(path, specifier)?.kind !== 'package') continue;
      found.set(specifier, [...(found.get(specifier) ?? []), ...names]);
    }
  }
  return found;
}

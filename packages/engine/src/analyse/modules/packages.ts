// The packages of the repository as imports see them: found by name, entered by `exports`, `imports` or their main module.

import type { Host } from '../../host.ts';
import type { Project } from '../../project.ts';
import { declared, installedAt, packageSpecifier } from './bare-names.ts';
import { builtFrom, compiledFrom } from './built-files.ts';
import { mainsOf, targetsOf } from './entry-points.ts';
import { memo } from './memo.ts';
import { realPlace } from './on-disk.ts';
import { folderOf, placed, within } from './places.ts';
import type { Repository } from './repository.ts';
import type { Config } from './tsconfig.ts';

export interface Packages {
  /** The folder of the package that a name means for a file; `unclear` where several bear it; undefined where none does. */
  home(from: string, name: string): string | 'unclear' | undefined;
  /** The module of a package by its key, `.` or `./sub`. */
  module(home: string, key: string, from: string): string | undefined;
  /** Where `imports` of a package lead for a `#name`: files of the package, or names of other packages. */
  internal(home: string, key: string, from: string): readonly ({ readonly file: string } | { readonly name: string })[];
  /** A file of a package by its bare specifier as `extends` of a tsconfig names it. */
  configuration(specifier: string): string | undefined;
  /** Whether a name is declared above the file or installed for it. */
  known(from: string, name: string): boolean;
}

/** What tsconfigs say of a package. */
export interface Compilers {
  /** The conditions that the tsconfig of a file adds. */
  conditions(file: string): readonly string[];
  /** The tsconfigs of a folder. */
  inFolder(folder: string): readonly Config[];
}

/** The packages of a workspace. */
export function packagesOf(
  host: Host,
  root: string,
  project: Project,
  files: Repository,
  compilers: () => Compilers,
): Packages {
  const named = new Map<string, string[]>();
  for (const [folder, { name }] of project.packages) {
    if (name !== null) named.set(name, [...(named.get(name) ?? []), folder]);
  }
  const installed = perFolder((folder, name) => installedAt(host, root, folder, name));
  const declaredBy = perFolder((folder, name) => declared(project, folder, name));

  /** Declared by its folder. */
  const linked = (folder: string, name: string): string | undefined => {
    const by = declaredBy(folder, name);
    const [, path] = /^(?:file|link|portal):(.+)$/.exec(by?.range ?? '') ?? [];
    const place = by === undefined || path === undefined ? undefined : placed(by.folder, path);
    return place !== undefined && project.packages.has(place) ? place : undefined;
  };
  /** Linked into node_modules. */
  const lead = (folder: string, name: string): string | undefined => {
    const place = installed(folder, name);
    const target = place === undefined ? undefined : realPlace(host, root, place);
    return target !== undefined && target !== place && project.packages.has(target) ? target : undefined;
  };
  const homeOf = perFolder((folder, name): string | 'unclear' | undefined => {
    const homes = named.get(name) ?? [];
    const [only, ...more] = homes;
    if (only !== undefined && more.length === 0) return only;
    const byDeclaration = linked(folder, name);
    if (byDeclaration !== undefined) return byDeclaration;
    const byLink = homes.length > 0 || declaredBy(folder, name) === undefined ? lead(folder, name) : undefined;
    return byLink ?? (homes.length > 0 ? 'unclear' : undefined);
  });

  /** What is built stands for what it is built from. */
  const target = (home: string, path: string, from: string): string | undefined => {
    const place = placed(home, path);
    if (place === undefined) return undefined;
    return (
      compiledFrom(files.has, compilers().inFolder(home), place) ??
      files.fileAt(place, from) ??
      builtFrom(files.has, home, place)
    );
  };
  const first = (home: string, targets: readonly string[], from: string): string | undefined => {
    for (const each of targets) {
      const found = target(home, each, from);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const module = (home: string, key: string, from: string): string | undefined => {
    const manifest = files.manifest(home);
    const { exports } = manifest;
    if (exports != null) {
      const found = first(home, targetsOf(exports, key, compilers().conditions(from)), from);
      // What is not exported is loaded by bundlers and test runners all the same, by its very path.
      return found ?? (key === '.' ? undefined : files.fileAt(placed(home, key), from));
    }
    if (key !== '.') return target(home, key, from) ?? target(home, `${key}.js`, from);
    return (
      first(home, mainsOf(manifest), from) ??
      files.fileAt(`${home}/`, from) ??
      builtFrom(files.has, home, within(home, 'dist/index.js'))
    );
  };
  return {
    home: (from, name) => homeOf(folderOf(from), name),
    module,
    internal: (home, key, from) =>
      targetsOf(files.manifest(home)['imports'], key, compilers().conditions(from)).flatMap(
        (each): ({ file: string } | { name: string })[] => {
          if (!each.startsWith('.')) return [{ name: each }];
          const file = target(home, each, from);
          return file === undefined ? [] : [{ file }];
        },
      ),
    configuration: (specifier) => {
      const parts = packageSpecifier(specifier);
      const [home, ...others] = named.get(parts?.name ?? '') ?? [];
      if (parts === undefined || home === undefined || others.length > 0) return undefined;
      const { key } = parts;
      const targets = [
        ...targetsOf(files.manifest(home)['exports'], key, []),
        key,
        `${key}.json`,
        `${key}/tsconfig.json`,
      ];
      return targets.map((each) => placed(home, each)).find((place) => place !== undefined && files.has(place));
    },
    known: (from, name) =>
      declaredBy(folderOf(from), name) !== undefined || installed(folderOf(from), name) !== undefined,
  };
}

function perFolder<Value>(answer: (folder: string, name: string) => Value): (folder: string, name: string) => Value {
  const folders = memo((folder) => memo((name) => answer(folder, name)));
  return (folder, name) => folders(folder)(name);
}

// Where a module specifier leads, from what lies in the repository alone: no file of the code is read for it.

import type { Host } from '../../host.ts';
import { packageOf, type Project } from '../../project.ts';
import { aliasTargets } from './aliases.ts';
import { builtin, packageSpecifier } from './bare-names.ts';
import { coveringIn } from './covering.ts';
import { memo, once } from './memo.ts';
import { packagesOf } from './packages.ts';
import { folderOf, placed, within } from './places.ts';
import { repository } from './repository.ts';
import { type Config, configReader } from './tsconfig.ts';

/** What resolution goes by. */
export interface Ground {
  readonly host: Host;
  readonly root: string;
  readonly project: Project;
  /** Every file of the repository, relative to the root. */
  readonly paths: readonly string[];
}

/** Where a specifier leads: a file of the repository by its path, or out of it. Undefined where nothing explains it. */
export type Lead =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'package'; readonly name: string } | undefined;

export interface Resolution {
  lead(from: string, specifier: string): Lead;
  /** The tsconfigs that speak for a file, the one that takes it in or else the nearest ones; `broken` where that is not known. */
  configs(file: string): readonly Config[] | 'broken';
  /** Every tsconfig that can be read, with what it extends. */
  everyConfig(): readonly Config[];
}

/** Resolves among the files of a repository. Nothing is read before the first question; every answer is remembered. */
export function resolutionIn(ground: Ground): Resolution {
  const made = once(() => make(ground));
  return {
    lead: (from, specifier) => made().lead(from, specifier),
    configs: (file) => made().configs(file),
    everyConfig: () => made().everyConfig(),
  };
}

function make({ host, root, project, paths }: Ground): Resolution {
  const files = repository(host, root, paths);
  const covering = once(() => coveringIn(paths, configReader(host, root, packages.configuration)));
  const configs = (file: string): readonly Config[] => {
    const found = covering().of(file);
    return found === 'broken' ? [] : found;
  };
  const compilers = {
    conditions: (file: string) => configs(file).flatMap(({ conditions }) => conditions),
    inFolder: (folder: string) => covering().inFolder(folder),
  };
  const packages = packagesOf(host, root, project, files, () => compilers);

  const byAlias = (from: string, specifier: string): Lead => {
    for (const config of configs(from)) {
      for (const target of aliasTargets(config, specifier)) {
        const path = files.fileAt(target, from);
        if (path !== undefined) return { kind: 'file', path };
      }
    }
    return undefined;
  };
  const byName = (from: string, specifier: string): Lead => {
    const native = builtin(specifier);
    if (native !== undefined) return { kind: 'package', name: native };
    const parts = packageSpecifier(specifier);
    if (parts === undefined) return undefined;
    const home = packages.home(from, parts.name);
    if (home === undefined) return packages.known(from, parts.name) ? { kind: 'package', name: parts.name } : undefined;
    const path = home === 'unclear' ? undefined : packages.module(home, parts.key, from);
    return path === undefined ? undefined : { kind: 'file', path };
  };
  const internal = (from: string, specifier: string): Lead => {
    const home = packageOf(project, from);
    const [first] = home === null ? [] : packages.internal(home, specifier, from);
    if (home === null || first === undefined) return undefined;
    return 'file' in first ? { kind: 'file', path: first.file } : byName(within(home, 'package.json'), first.name);
  };
  const relative = (from: string, specifier: string): Lead => {
    const place = placed(folderOf(from), specifier);
    const folder = place !== undefined && /(^|\/)\.{0,2}$/.test(specifier);
    const path = files.fileAt(folder ? `${place}/` : place, from);
    return path === undefined ? undefined : { kind: 'file', path };
  };

  const lead = (from: string, specifier: string): Lead => {
    if (/^\.\.?(\/|$)/.test(specifier)) return relative(from, specifier);
    return byAlias(from, specifier) ?? (specifier.startsWith('#') ? internal : byName)(from, specifier);
  };
  const leads = memo((from) => memo((specifier) => lead(from, specifier)));
  return {
    lead: (from, specifier) => leads(from)(specifier),
    configs: (file) => covering().of(file),
    everyConfig: () => covering().all(),
  };
}

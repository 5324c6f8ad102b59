// What Plug'n'Play (Yarn's, or pnpm's by the same code) makes of every name, read as data: the loader holds it as one JSON text
// (`.pnp.cjs`) or beside itself (`.pnp.data.json`). The loader lies in the repository, and nothing of the repository is run.

import path from 'node:path';
import { fieldIn } from './analyse/modules/json.ts';
import type { Host } from './host.ts';
import { fileBelow } from './inside.ts';

/** One installed package as the map knows it: a name and what it was resolved to. Equal texts are the same copy. */
export type Locator = string;

export interface PlugNPlay {
  /** The package of the workspace that lies in a folder (absolute); null where there is none. */
  packageAt(folder: string): Locator | null;
  /** What a package gets under a name; null where it gets nothing. */
  dependency(of: Locator, name: string): Locator | null;
}

/** The nearest folder that has a loader, from a folder up to another one (absolute); null where none has. */
export function loaderAbove(from: string, upTo: string, host: Host): string | null {
  for (let at = from; ; at = path.dirname(at)) {
    if (host.lstat(path.join(at, '.pnp.cjs')) !== null) return at;
    if (at === upTo || at === path.dirname(at)) return null;
  }
}

/** The version in a locator: of the registry's packages, of patched ones, and of what else says one. */
export function versionIn(locator: Locator): string | null {
  const reference = locator.slice(locator.indexOf('@', 1) + 1).replace(/^virtual:[^#]*#/, '');
  // pnpm writes the version alone, and behind it the peers that it goes with.
  const version = /^(?:npm:)?(\d[^:(]*)/.exec(reference) ?? /[:&]version=([^&]+)/.exec(reference);
  return version?.[1] ?? null;
}

/** The file that a locator was resolved to, as its spec has it; null where it is no `file:`. */
export function fileIn(locator: Locator): string | null {
  const reference = locator.slice(locator.indexOf('@', 1) + 1).replace(/^virtual:[^#]*#/, '');
  return /^file:[^#:(]*/.exec(reference)?.[0] ?? null;
}

const largest = 64 * 1024 * 1024;

/** The map of the loader in a folder below a root; null where it is not as Yarn 4 writes it. */
export function plugNPlayIn(home: string, root: string, host: Host): PlugNPlay | null {
  const text =
    textOf(path.join(home, '.pnp.data.json'), root, host) ?? inlined(textOf(path.join(home, '.pnp.cjs'), root, host));
  if (text === null) return null;
  try {
    return reading(home, JSON.parse(text));
  } catch {
    return null;
  }
}

function textOf(file: string, root: string, host: Host): string | null {
  const found = fileBelow(host, root, file);
  if (found === null || typeof found === 'string') return null;
  return (host.lstat(found.path)?.size ?? 0) > largest ? null : host.read(found.path).toString('utf8');
}

/** The text between the quotes of the loader's one string, in which quotes, backslashes and line ends have a backslash before them. */
function inlined(loader: string | null): string | null {
  const start = loader === null ? null : /^const RAW_RUNTIME_STATE =\s*'/m.exec(loader);
  if (loader === null || start === null) return null;
  const from = start.index + start[0].length;
  for (let at = loader.indexOf("'", from); at >= 0; at = loader.indexOf("'", at + 1)) {
    const before = /\\*$/.exec(loader.slice(Math.max(from, at - 64), at))?.[0] ?? '';
    if (before.length % 2 === 0)
      return loader.slice(from, at).replace(/\\(\r?\n|[^])/g, (_, one: string) => (/\n/.test(one) ? '' : one));
  }
  return null;
}

interface Entry {
  readonly place: string;
  readonly dependencies: ReadonlyMap<string, Locator | null>;
}

function reading(home: string, data: unknown): PlugNPlay {
  const entries = new Map<Locator, Entry>();
  const places = new Map<string, Locator>();
  for (const [name, versions] of pairs(fieldIn(data, 'packageRegistryData'))) {
    for (const [reference, about] of pairs(versions)) {
      const locator = locatorOf(name, reference) ?? topLevel;
      const place = fieldIn(about, 'packageLocation');
      const dependencies = new Map(
        pairs(fieldIn(about, 'packageDependencies')).map(([own, to]) => [String(own), locatorOf(own, to)] as const),
      );
      entries.set(locator, { place: String(place), dependencies });
      places.set(path.resolve(home, String(place)), locator);
    }
  }
  const pool = new Map(pairs(fieldIn(data, 'fallbackPool')).map(([name, to]) => [String(name), locatorOf(name, to)]));
  const excluded = new Set(
    pairs(fieldIn(data, 'fallbackExclusionList')).flatMap(([name, all]) =>
      (Array.isArray(all) ? all : []).map((reference: unknown) => locatorOf(name, reference)),
    ),
  );
  const fallsBack = fieldIn(data, 'enableTopLevelFallback') === true;
  const fallback = (name: string): Locator | null =>
    entries.get(topLevel)?.dependencies.get(name) ?? pool.get(name) ?? null;
  return {
    packageAt: (folder) => places.get(folder) ?? null,
    dependency: (of, name) =>
      entries.get(of)?.dependencies.get(name) ?? (fallsBack && !excluded.has(of) ? fallback(name) : null),
  };
}

const topLevel: Locator = '';

/** A reference is a text, or a pair where the package goes by another name; null says that nothing was given. */
function locatorOf(name: unknown, reference: unknown): Locator | null {
  if (typeof reference === 'string') return `${String(name)}@${reference}`;
  return Array.isArray(reference) ? locatorOf(reference[0], reference[1]) : null;
}

function pairs(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => (Array.isArray(one) && one.length === 2 ? [[one[0], one[1]] as const] : []));
}

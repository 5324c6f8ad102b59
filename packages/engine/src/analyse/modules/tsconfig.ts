// One tsconfig.json or jsconfig.json with what it extends. Foreign data: a broken one says nothing, and is told from none.

import type { Host } from '../../host.ts';
import { isObject, type Json, readJson, textIn, textsIn } from './json.ts';
import { folderOf, placed, upwards, within } from './places.ts';

/** What `paths` says: patterns with at most one star, and the folder that targets are relative to without a `baseUrl`. */
export interface Aliases {
  readonly folder: string;
  readonly patterns: ReadonlyMap<string, readonly string[]>;
}

/** All paths are relative to the root; those that lead out of it are left out. */
export interface Config {
  readonly path: string;
  readonly aliases?: Aliases;
  readonly baseUrl?: string;
  /** Undefined where the list is not given, here or in what is extended. */
  readonly files?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** The tsconfig files of the projects it references. */
  readonly references: readonly string[];
  readonly outDirs: readonly string[];
  readonly rootDir?: string;
  readonly conditions: readonly string[];
  /** Its `compilerOptions` and those of what it extends, as written. */
  readonly options: Json;
}

/** Leads a specifier like `@scope/configs/base.json` to a file below the root. */
export type FindExtended = (specifier: string) => string | undefined;

const homeDir = '${configDir}';

/** Extending goes no deeper in any tree that works. */
const deepest = 20;

/** Reads configurations, each once. */
export function configReader(
  host: Host,
  root: string,
  workspace: FindExtended,
): (path: string) => Config | 'broken' | undefined {
  const files = new Map<string, Json | 'broken' | undefined>();
  const known = new Map<string, Config | 'broken' | undefined>();
  const readFile = (path: string): Json | 'broken' | undefined => {
    if (!files.has(path)) files.set(path, readJson(host, root, path));
    return files.get(path);
  };
  const extended = (folder: string, specifier: string): string | undefined =>
    specifier.startsWith('.')
      ? firstThere(named(placed(folder, specifier)), readFile)
      : (workspace(specifier) ?? installed(host, root, folder, specifier));

  // What `${configDir}` means is up to the outermost one.
  const read = (path: string, above: readonly string[]): Config | 'broken' | undefined => {
    if (above.includes(path) || above.length > deepest) return 'broken';
    const home = folderOf(above[0] ?? path);
    const key = `${path}\0${home}`;
    if (known.has(key)) return known.get(key);
    const json = readFile(path);
    const config = isObject(json) ? made(path, home, json, above) : json;
    known.set(key, config);
    return config;
  };
  const made = (path: string, home: string, json: Json, above: readonly string[]): Config | 'broken' => {
    const specifiers = textIn(json['extends']) === undefined ? textsIn(json['extends']) : [String(json['extends'])];
    let config = configOf(path, home, json);
    for (const specifier of [...(specifiers ?? [])].reverse()) {
      const place = extended(folderOf(path), specifier);
      // What is not installed here cannot be read; what is there and broken makes this one broken too.
      const base = place === undefined ? undefined : read(place, [...above, path]);
      if (base === 'broken') return 'broken';
      if (base !== undefined) config = over(base, config);
    }
    return config;
  };
  return (path) => read(path, []);
}

/** What the extending one does not say, the extended one says; options are merged, references are not. */
function over(base: Config, config: Config): Config {
  return {
    ...base,
    ...config,
    outDirs: config.outDirs.length > 0 ? config.outDirs : base.outDirs,
    conditions: config.conditions.length > 0 ? config.conditions : base.conditions,
    options: { ...base.options, ...config.options },
  };
}

function configOf(path: string, home: string, json: Json): Config {
  const folder = folderOf(path);
  const options = isObject(json['compilerOptions']) ? json['compilerOptions'] : {};
  const at = (value: unknown): string | undefined => placeOf(folder, home, textIn(value));
  const list = (value: unknown): readonly string[] | undefined =>
    textsIn(value)?.flatMap((each) => {
      const place = at(each);
      return place === undefined ? [] : [place === '' ? '**/*' : place];
    });
  const aliases = aliasesOf(options['paths'], folder, home);
  const [baseUrl, rootDir] = [at(options['baseUrl']), at(options['rootDir'])];
  const [files, include, exclude] = [list(json['files']), list(json['include']), list(json['exclude'])];
  return {
    path,
    references: referencesOf(json['references'], folder),
    outDirs: [at(options['outDir']), at(options['declarationDir'])].filter((place) => place !== undefined),
    conditions: textsIn(options['customConditions']) ?? [],
    options,
    ...(aliases && { aliases }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(rootDir !== undefined && { rootDir }),
    ...(files && { files }),
    ...(include && { include }),
    ...(exclude && { exclude }),
  };
}

/** A path of a configuration, relative to the root. */
function placeOf(folder: string, home: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return text.startsWith(homeDir) ? placed(home, `.${text.slice(homeDir.length)}`) : placed(folder, text);
}

function aliasesOf(paths: unknown, folder: string, home: string): Aliases | undefined {
  if (!isObject(paths)) return undefined;
  const patterns = Object.entries(paths).flatMap(([pattern, targets]): [string, readonly string[]][] => {
    const list = textsIn(targets);
    return list === undefined || pattern.split('*').length > 2 ? [] : [[pattern, list]];
  });
  const ofHome = patterns.some(([, targets]) => targets.some((target) => target.startsWith(homeDir)));
  const plain = patterns.map(([pattern, targets]): [string, readonly string[]] => [
    pattern,
    targets.map((target) => (target.startsWith(homeDir) ? `.${target.slice(homeDir.length)}` : target)),
  ]);
  return { folder: ofHome ? home : folder, patterns: new Map(plain) };
}

function referencesOf(references: unknown, folder: string): readonly string[] {
  if (!Array.isArray(references)) return [];
  return references.flatMap((reference: unknown) => {
    const path = isObject(reference) ? textIn(reference['path']) : undefined;
    const place = path === undefined ? undefined : placed(folder, path);
    if (place === undefined) return [];
    return [place.endsWith('.json') ? place : within(place, 'tsconfig.json')];
  });
}

/** The names that `extends` may mean by a path. */
function named(place: string | undefined): readonly string[] {
  return place === undefined ? [] : place.endsWith('.json') ? [place] : [`${place}.json`, place];
}

function firstThere(places: readonly string[], readFile: (path: string) => unknown): string | undefined {
  return places.find((place) => readFile(place) !== undefined);
}

/** A configuration that a package in node_modules brings, below the root. */
function installed(host: Host, root: string, folder: string, specifier: string): string | undefined {
  const readFile = (path: string): unknown => readJson(host, root, path);
  for (const above of upwards(folder)) {
    const place = placed(within(above, 'node_modules'), specifier);
    if (place === undefined || !place.startsWith(within(above, 'node_modules/'))) return undefined;
    const found = firstThere([...named(place), within(place, 'tsconfig.json')], readFile);
    if (found !== undefined) return found;
  }
  return undefined;
}

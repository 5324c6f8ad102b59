// The files of the repository as imports see them: what is there, what package.json says of a folder, where links lead.

import type { Host } from '../../host.ts';
import { mainsOf } from './entry-points.ts';
import { fileAt } from './file-at.ts';
import { type Json, readJson } from './json.ts';
import { memo, once } from './memo.ts';
import { kindAt, realPlace } from './on-disk.ts';
import { folderOf, within } from './places.ts';

export interface Repository {
  has(path: string): boolean;
  /** The package.json of a folder; empty where there is none that can be read. */
  manifest(folder: string): Json;
  /** The source file that a path means for an import in `from`, links followed. */
  fileAt(path: string | undefined, from: string): string | undefined;
}

/** Looks among the paths of a repository (relative to the root). */
export function repository(host: Host, root: string, paths: readonly string[]): Repository {
  const there = new Set(paths);
  const has = (path: string): boolean => there.has(path);
  const manifest = memo((folder: string): Json => {
    const json = readJson(host, root, within(folder, 'package.json'));
    return json === 'broken' || json === undefined ? {} : json;
  });
  const mains = (folder: string): readonly string[] =>
    has(within(folder, 'package.json')) ? mainsOf(manifest(folder)) : [];

  const real = memo((path: string): string | undefined => {
    if (kindAt(host, root, path) !== 'symlink') return path;
    const place = realPlace(host, root, path);
    return place !== undefined && has(place) ? place : undefined;
  });
  /** git lists a linked folder as if it were a file. */
  const behindLink = (path: string): string | undefined => {
    let folder = folderOf(path);
    while (folder !== '' && !has(folder)) folder = folderOf(folder);
    const place = folder === '' ? undefined : realPlace(host, root, folder);
    return place === undefined ? undefined : `${place}${path.slice(folder.length)}`;
  };
  /** Where the system does not tell case, neither do imports: the paths by their small letters, elsewhere none. */
  const caseless = once((): ReadonlyMap<string, string> => {
    const other = paths.map((path) => path.toUpperCase()).find((path) => !has(path));
    const tells = other === undefined || kindAt(host, root, other) === undefined;
    return new Map(tells ? [] : paths.map((path) => [path.toLowerCase(), path]));
  });
  const inOtherCase = (path: string, from: string): string | undefined => {
    const known = caseless();
    if (known.size === 0) return undefined;
    const found = fileAt({ has: (each) => known.has(each.toLowerCase()), mains }, path, from);
    return found === undefined ? undefined : known.get(found.toLowerCase());
  };
  return {
    has,
    manifest,
    fileAt: (path, from) => {
      if (path === undefined) return undefined;
      const direct = fileAt({ has, mains }, path, from);
      if (direct !== undefined) return real(direct);
      const behind = behindLink(path);
      const linked =
        (behind === undefined ? undefined : fileAt({ has, mains }, behind, from)) ?? inOtherCase(path, from);
      return linked === undefined ? undefined : real(linked);
    },
  };
}

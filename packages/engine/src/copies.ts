// Which copy of a package others get, by Node's own way through node_modules or by Yarn's Plug'n'Play: what lies there, never
// what is declared.

import path from 'node:path';
import type { Host } from './host.ts';
import { installedAbove, liesIn } from './installed.ts';
import { fileIn, loaderAbove, type Locator, type PlugNPlay, plugNPlayIn, versionIn } from './plug-n-play.ts';
import { readManifest } from './project.ts';
import { versionOf } from './transport-package.ts';

/** One copy of a package. Node loads it once, whoever asks. */
export interface Copy {
  /** Equal for the same copy, and only for that. */
  readonly id: string;
  /** Null where it says none, or lies outside. */
  readonly version: string | null;
  /** Real path of its folder, inside the workspace or not; null where none is known (Plug'n'Play). */
  readonly place: string | null;
  /** The copy that this one gets of another package; null where it gets none. */
  beside(name: string): Copy | null;
}

/** What is installed for the folders (absolute) of a workspace, looked for up to its own folder, no further. */
export interface Copies {
  of(folder: string, name: string): Copy | null;
  /** Whether names go by a loader that cannot be read as data. */
  unread(folder: string): boolean;
}

/** Looks at what is installed; each map of Plug'n'Play is read once. */
export function copiesIn(upTo: string, host: Host): Copies {
  const maps = new Map<string, PlugNPlay | 'unread'>();
  const mapFor = (folder: string): PlugNPlay | 'unread' | null => {
    const home = loaderAbove(folder, upTo, host);
    if (home === null) return null;
    const map = maps.get(home) ?? plugNPlayIn(home, upTo, host) ?? 'unread';
    maps.set(home, map);
    return map;
  };
  return {
    of: (folder, name) => {
      const map = mapFor(folder);
      if (map === null || map === 'unread') return inModules(folder, upTo, name, host);
      const own = map.packageAt(folder);
      return own === null ? inModules(folder, upTo, name, host) : inMap(map, own, name);
    },
    unread: (folder) => mapFor(folder) === 'unread',
  };
}

function inModules(folder: string, upTo: string, name: string, host: Host): Copy | null {
  const place = installedAbove(folder, upTo, name, host);
  if (place === null) return null;
  // Nothing outside is read.
  if (!liesIn(upTo, place)) return { id: place, version: null, place, beside: () => null };
  const manifest = readManifest(host, place, path.join(place, 'package.json'));
  const version = manifest === null || typeof manifest === 'string' ? null : manifest.version;
  return { id: place, version, place, beside: (other) => inModules(place, upTo, other, host) };
}

function inMap(map: PlugNPlay, of: Locator, name: string): Copy | null {
  const found = map.dependency(of, name);
  if (found === null) return null;
  const version = versionIn(found) ?? versionOf(fileIn(found) ?? '');
  return { id: found, version, place: null, beside: (other) => inMap(map, found, other) };
}
